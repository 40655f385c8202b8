//! Takes pixels in, in any order, and keeps only the averages that come out: its size is that of the small picture.

use super::orient::Orientation;

/// Where the pixels of a large picture become the cells of a small one.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    from: (u32, u32),
    cells: Vec<Cell>,
    /// Of each column of the large picture the column of the small one.
    columns: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    /// Red, green and blue, each times alpha; and alpha.
    sums: [u64; 4],
    pixels: u64,
}

/// A small picture, red, green, blue and alpha.
pub(super) struct Small {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) pixels: Vec<[u8; 4]>,
}

impl Canvas {
    /// For a picture of this size, to be no longer than `edge` on either side. Never made larger.
    pub(super) fn new(width: u32, height: u32, edge: u32) -> Self {
        let longest = width.max(height).max(1);
        let shrunk = |side: u32| {
            let side = if longest <= edge {
                u64::from(side)
            } else {
                (u64::from(side) * u64::from(edge) + u64::from(longest) / 2) / u64::from(longest)
            };
            u32::try_from(side).unwrap_or(edge).max(1)
        };
        let (to_width, to_height) = (shrunk(width), shrunk(height));
        Self {
            width: to_width,
            height: to_height,
            from: (width, height),
            cells: vec![Cell::default(); to_width as usize * to_height as usize],
            columns: (0..width).map(|x| scaled(x, width, to_width)).collect(),
        }
    }

    /// Takes a row of the large picture in, or the part of it that begins at column `x`. What lies outside is passed over.
    pub(super) fn row(&mut self, x: u32, y: u32, pixels: impl Iterator<Item = [u8; 4]>) {
        if y >= self.from.1 {
            return;
        }
        let line = scaled(y, self.from.1, self.height) as usize * self.width as usize;
        let Some(columns) = self.columns.get(x as usize..) else {
            return;
        };
        let cells = self.cells.get_mut(line..).unwrap_or_default();
        for (column, [red, green, blue, alpha]) in columns.iter().zip(pixels) {
            if let Some(cell) = cells.get_mut(*column as usize) {
                let opacity = u64::from(alpha);
                for (sum, part) in cell.sums.iter_mut().zip([red, green, blue, u8::MAX]) {
                    *sum += u64::from(part) * opacity;
                }
                cell.pixels += 1;
            }
        }
    }

    /// The small picture, turned the right way.
    pub(super) fn finish(self, orientation: Orientation) -> Small {
        let pixels: Vec<[u8; 4]> = self.cells.iter().map(Cell::average).collect();
        orientation.turn(Small {
            width: self.width,
            height: self.height,
            pixels,
        })
    }
}

impl Cell {
    /// Nothing that was seen through counts for the colour; what nothing was drawn on is seen through.
    fn average(&self) -> [u8; 4] {
        let [red, green, blue, opacity] = self.sums;
        let part = |sum: u64, of: u64| {
            let rounded = (sum + of / 2).checked_div(of).unwrap_or(0);
            u8::try_from(rounded).unwrap_or(u8::MAX)
        };
        let alpha = opacity / u64::from(u8::MAX);
        [
            part(red, alpha),
            part(green, alpha),
            part(blue, alpha),
            part(alpha, self.pixels),
        ]
    }
}

fn scaled(at: u32, from: u32, to: u32) -> u32 {
    let scaled = u64::from(at) * u64::from(to) / u64::from(from.max(1));
    u32::try_from(scaled).unwrap_or(u32::MAX)
}
