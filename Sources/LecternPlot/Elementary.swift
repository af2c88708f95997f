#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The logarithm to base ten of a positive number.
func decimalLogarithm(_ value: Double) -> Double { log10(value) }

/// Ten to a whole power, correctly rounded.
func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

/// Ten to a power between nought and one.
func tenToFraction(_ exponent: Double) -> Double { pow(10, exponent) }

/// Ten to any power; whole ones exactly.
func tenToPower(_ exponent: Double) -> Double {
  let whole = exponent.rounded(.down)
  return powerOfTen(Int(whole)) * tenToFraction(exponent - whole)
}

func sine(_ angle: Double) -> Double { sin(angle) }

func cosine(_ angle: Double) -> Double { cos(angle) }

/// The angle of a direction, from −π to π.
func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
