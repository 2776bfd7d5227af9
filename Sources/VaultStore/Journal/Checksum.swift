/// The CRC-32 of IEEE 802.3, which tells a record that was written in full from one that was not.
func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var register: UInt32 = .max
    for byte in bytes {
        register = remainders[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ (register >> 8)
    }
    return ~register
}

/// What each byte leaves when it is divided by the polynomial.
private let remainders: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { register, _ in
        register & 1 == 0 ? register >> 1 : 0xEDB8_8320 ^ (register >> 1)
    }
}
