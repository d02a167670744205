/** Water or shaking as a picture of cells: each cell shown from the hour it is reached to the hour it is left. */
class HazardRaster {
  constructor(place, columns, number) {
    this.place = place;
    const name = "raster" + number;
    const start = columns.numbers(name + "Start"), length = columns.numbers(name + "Length");
    this.value = columns.numbers(name + "Value");
    this.from = columns.numbers(name + "From");
    this.until = columns.numbers(name + "Until");
    this.cells = new Int32Array(this.value.length);
    let at = 0;
    for (let run = 0; run < start.length; run++) for (let i = 0; i < length[run]; i++) this.cells[at++] = start[run] + i;
    const bounds = place.isWater ? palette.depthClasses : palette.shakingClasses;
    const colours = (place.isWater ? palette.depths : palette.shaking).map((colour) => pixelColour(colour, place.isWater ? 255 : 120));
    this.colour = Uint32Array.from(this.value, (value) => colours[classOf(value / 1000, bounds)] ?? 0);
    this.canvas = document.createElement("canvas");
    this.canvas.width = place.columns;
    this.canvas.height = place.rows;
    this.context = this.canvas.getContext("2d");
    this.image = this.context.createImageData(place.columns, place.rows);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.minute = -1;
  }

  /** Whether a cell of the runs is shown at a minute. */
  isThere(i, minute) { return this.from.length === 0 || (this.from[i] <= minute && minute < this.until[i]); }

  moveTo(hours) {
    const minute = Math.round(hours * 60);
    if (minute === this.minute || (this.from.length === 0 && this.minute >= 0)) return;
    this.minute = minute;
    this.pixels.fill(0);
    for (let i = 0; i < this.cells.length; i++) if (this.isThere(i, minute)) this.pixels[this.cells[i]] = this.colour[i];
    this.context.putImageData(this.image, 0, 0);
  }

  draw(context, camera) {
    const { west, north, cellWidth, cellHeight, columns, rows } = this.place;
    const x = camera.screenX(west), y = camera.screenY(north);
    context.imageSmoothingEnabled = cellWidth * camera.scale < 10;
    context.drawImage(this.canvas, x, y, columns * cellWidth * camera.scale, rows * cellHeight * camera.scale);
    context.imageSmoothingEnabled = true;
  }

  /** The value at a place now, in metres or g; 0 where there is none. */
  valueAt(x, y) {
    const { west, north, cellWidth, cellHeight, columns, rows } = this.place;
    const column = Math.floor((x - west) / cellWidth), row = Math.floor((north - y) / cellHeight);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return 0;
    const cell = row * columns + column;
    let low = 0, high = this.cells.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cells[middle] < cell) low = middle + 1; else high = middle;
    }
    return this.cells[low] === cell && this.isThere(low, this.minute) ? this.value[low] / 1000 : 0;
  }
}

/** The epicentre as a star, and rings of equal shaking around it. */
function drawEpicentre(context, camera, epicentre, words) {
  const x = camera.screenX(epicentre.east), y = camera.screenY(epicentre.north);
  context.strokeStyle = "#6E2C5B";
  context.fillStyle = palette.ink;
  context.lineWidth = 1.5;
  context.setLineDash([8, 4]);
  context.font = "600 12px system-ui, sans-serif";
  for (const ring of epicentre.rings) {
    const radius = ring.radius * camera.scale;
    if (radius > 50000) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
    context.fillText(words.decimals(ring.pga, 2) + " g", x + radius * 0.7071 + 4, y - radius * 0.7071 - 4);
  }
  context.setLineDash([]);
  context.beginPath();
  for (let i = 0; i <= 10; i++) {
    const angle = i * Math.PI / 5, radius = i % 2 ? 5 : 12;
    context.lineTo(x + radius * Math.sin(angle), y - radius * Math.cos(angle));
  }
  context.fillStyle = "#F0E442";
  context.strokeStyle = palette.ink;
  context.fill();
  context.stroke();
}
