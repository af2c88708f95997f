// Bytes of the report's style sheet and scripts.
