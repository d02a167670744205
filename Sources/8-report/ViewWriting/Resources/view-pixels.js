/**
 * A picture whose pixels are set one by one: for so many lines and squares that paths would be slow. Colours are
 * numbers as an ImageData holds them, alpha first in the highest byte (little-endian).
 */
class Pixels {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d");
  }

  /** Clears, at a size in device pixels. */
  begin(width, height) {
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.image = this.context.createImageData(width, height);
      this.data = new Uint32Array(this.image.data.buffer);
    } else {
      this.data.fill(0);
    }
    this.width = width;
    this.height = height;
    return this;
  }

  /** Puts what was set onto another canvas. */
  drawOn(context) {
    this.context.putImageData(this.image, 0, 0);
    context.drawImage(this.canvas, 0, 0, this.width, this.height);
  }

  square(x, y, side, colour) {
    const half = side >> 1, left = Math.max(0, (x | 0) - half), right = Math.min(this.width, (x | 0) - half + side);
    const top = Math.max(0, (y | 0) - half), bottom = Math.min(this.height, (y | 0) - half + side);
    for (let row = top; row < bottom; row++) {
      for (let at = row * this.width + left, end = row * this.width + right; at < end; at++) this.data[at] = colour;
    }
  }

  /** A line of one or two pixels, without smoothing; what lies outside is cut off. */
  line(x0, y0, x1, y1, colour, isThick) {
    const { width, height, data } = this;
    const dx = x1 - x0, dy = y1 - y0;
    let from = 0, to = 1;
    for (const [p, q] of [[-dx, x0], [dx, width - 2 - x0], [-dy, y0], [dy, height - 2 - y0]]) {
      if (p === 0) {
        if (q < 0) return;
      } else if (p < 0) {
        from = Math.max(from, q / p);
      } else {
        to = Math.min(to, q / p);
      }
    }
    if (from > to) return;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * (to - from)));
    const beside = Math.abs(dx) > Math.abs(dy) ? width : 1;
    let x = x0 + dx * from, y = y0 + dy * from;
    const stepX = dx * (to - from) / steps, stepY = dy * (to - from) / steps;
    for (let i = 0; i <= steps; i++) {
      const at = (y | 0) * width + (x | 0);
      data[at] = colour;
      if (isThick) data[at + beside] = colour;
      x += stepX;
      y += stepY;
    }
  }
}

/** "#RRGGBB" as a number for `Pixels`. */
function pixelColour(hex, alpha = 255) {
  const n = parseInt(hex.slice(1), 16);
  return ((alpha << 24) | ((n & 255) << 16) | (n & 0xff00) | (n >> 16)) >>> 0;
}
