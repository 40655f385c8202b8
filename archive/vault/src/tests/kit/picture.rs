//! A picture to send.

/// A PNG of 480 by 270 pixels: sky over land, as an uncompressed deflate stream.
pub(in crate::tests) fn picture() -> Vec<u8> {
    let (width, height) = (480_u32, 270_u32);
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            let hill = 150 + (f64::from(x) / 60.0).sin().mul_add(28.0, f64::from(x) / 25.0) as u32;
            let shade = u8::try_from(y / 3).unwrap();
            rows.extend(if y < hill {
                [120 + shade / 2, 175 + shade / 2, 235]
            } else {
                [60 + shade / 2, 130 - shade / 3, 70]
            });
        }
    }
    let mut zlib = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = rows.chunks(60_000).collect();
    for (place, block) in blocks.iter().enumerate() {
        let len = u16::try_from(block.len()).unwrap();
        zlib.push(u8::from(place + 1 == blocks.len()));
        zlib.extend(len.to_le_bytes());
        zlib.extend((!len).to_le_bytes());
        zlib.extend(*block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    zlib.extend((b << 16 | a).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [
        width.to_be_bytes().as_slice(),
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    for (name, data) in [(b"IHDR", header.as_slice()), (b"IDAT", &zlib), (b"IEND", &[])] {
        let mut chunk = name.to_vec();
        chunk.extend(data);
        let mut crc = u32::MAX;
        for byte in &chunk {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    crc >> 1 ^ 0xedb8_8320
                } else {
                    crc >> 1
                };
            }
        }
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(&chunk);
        png.extend((!crc).to_be_bytes());
    }
    png
}
