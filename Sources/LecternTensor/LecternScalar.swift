/// The two number types of the engine; the kernels behind each are whole-buffer C or BLAS calls,
/// so generic code above them pays one witness call a buffer, not one an element.
package protocol LecternScalar: BinaryFloatingPoint, Sendable {}

extension Double: LecternScalar {}
extension Float: LecternScalar {}
