// Element-wise and reduction kernels.
