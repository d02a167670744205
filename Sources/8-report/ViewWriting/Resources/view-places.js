/** More buildings than this in sight are set pixel by pixel. */
const MOST_SQUARES = 6000;
/** Stations, transformers and junctions are drawn when no more than this are in sight. */
const MOST_NODES = 900;

/** Draws buildings, named places, nodes of the networks, weak points, names and what is chosen. */
class Places {
  constructor(city, index, events, layers, words) {
    Object.assign(this, { city, index, events, layers, words });
    this.pixels = new Pixels();
    const minor = new Set(["roadJunction", "waterJunction", "powerNode"]);
    this.kindIsMinor = city.head.kinds.map((kind) => minor.has(kind));
    this.transformerKind = city.head.kinds.indexOf("transformer");
  }

  /** Looks up what is in sight. */
  look(camera) {
    const { city, index, layers } = this;
    this.buildings = [];
    if (layers.isOn("buildings")) {
      index.facilities.each(...camera.window(), (i) => {
        if (!city.isVulnerable(city.facilityStart + i)) this.buildings.push(i);
      });
    }
    const nodes = [], main = [], isFar = camera.metresPerPixel > 3;
    const isOn = layers.networks(city.head);
    index.nodes.each(...camera.window(), (i) => {
      if (!isOn[city.layer[i]]) return;
      const kind = city.kind[i], isMinor = this.kindIsMinor[kind] || (isFar && kind === this.transformerKind);
      if (!isMinor || city.isSource[i]) main.push(i); else nodes.push(i);
    });
    this.nodes = !isFar && nodes.length + main.length <= MOST_NODES ? [...nodes, ...main] : main.length <= MOST_NODES ? main : [];
  }

  drawBuildings(context, camera, ratio) {
    const { city, events, buildings } = this;
    if (buildings.length === 0) return;
    const metres = 11 / camera.metresPerPixel, side = Math.min(9, Math.max(buildings.length > 40000 ? 1 : 2.2, metres));
    const byState = STATE_NAMES.map(() => []);
    for (const i of buildings) byState[events.facilityState[i]].push(i);
    if (buildings.length <= MOST_SQUARES) {
      for (let state = 0; state < byState.length; state++) {
        context.beginPath();
        for (const i of byState[state]) {
          const a = city.facilityStart + i;
          context.rect(camera.screenX(city.x[a]) - side / 2, camera.screenY(city.y[a]) - side / 2, side, side);
        }
        context.fillStyle = palette.states[state];
        context.fill();
      }
      return;
    }
    this.pixels.begin(Math.round(camera.width * ratio), Math.round(camera.height * ratio));
    const pixelSide = Math.max(1, Math.round(side * ratio));
    for (let state = 0; state < byState.length; state++) {
      const colour = pixelColour(palette.states[state]);
      for (const i of byState[state]) {
        const a = city.facilityStart + i;
        this.pixels.square(camera.screenX(city.x[a]) * ratio, camera.screenY(city.y[a]) * ratio, pixelSide, colour);
      }
    }
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.pixels.drawOn(context);
    context.restore();
  }

  drawNodes(context, camera) {
    const { city, events } = this;
    const grown = Math.min(1.5, Math.max(0.75, Math.sqrt(2.5 / camera.metresPerPixel)));
    for (const i of this.nodes) {
      const x = camera.screenX(city.x[i]), y = camera.screenY(city.y[i]), isOut = events.isOut(i);
      const isMinor = this.kindIsMinor[city.kind[i]] && !city.isSource[i], size = (isMinor ? 2 : 4) * grown;
      // A junction that works says nothing; only close by is it worth its ink.
      if (isMinor && !isOut && camera.metresPerPixel > 0.5) continue;
      const style = palette.layer(city.layerName(i), city.layer[i]);
      context.beginPath();
      if (city.layerName(i) === "power") context.rect(x - size, y - size, 2 * size, 2 * size);
      else context.arc(x, y, size, 0, 2 * Math.PI);
      context.fillStyle = isOut ? style.colour : palette.halo;
      context.strokeStyle = isOut ? palette.ink : style.colour;
      context.lineWidth = 1.3;
      context.fill();
      context.stroke();
      if (isOut && size > 2.5) drawCross(context, x, y, size * 0.5, palette.halo);
    }
  }

  drawNamedPlaces(context, camera) {
    if (!this.layers.isOn("named")) return;
    const grown = Math.min(1.35, Math.max(0.8, Math.sqrt(4 / camera.metresPerPixel)));
    // Of very many places at once, those that are well step back.
    const isCrowded = this.city.namedPlaces.length > 150 && camera.metresPerPixel > 6;
    for (let state = NORMAL; state <= HIT; state++) {
      for (const a of this.city.namedPlaces) {
        if (this.events.stateOf(a) !== state) continue;
        const isHospital = this.city.isHospital(a);
        drawPlace(context, camera.screenX(this.city.x[a]), camera.screenY(this.city.y[a]), (isHospital ? 9 : isCrowded && state === NORMAL ? 3.5 : 5.5) * grown, state, isHospital);
      }
    }
  }

  /** A double ring around what was seen in the field: all else is computed. */
  drawSeen(context, camera) {
    if (!this.layers.isOn("seen")) return;
    for (const asset of this.events.seenBy(this.events.tick).keys()) {
      drawSeenRing(context, camera.screenX(this.city.x[asset]), camera.screenY(this.city.y[asset]), 11);
    }
  }

  /** The ranks of weak points in circles, side by side where several stand in one place. */
  drawWeakPoints(context, camera) {
    if (!this.layers.isOn("weak")) return;
    const marks = [];
    for (const point of this.city.head.weakPoints) {
      let x = camera.screenX(this.city.x[point.asset]);
      const y = camera.screenY(this.city.y[point.asset]) - 15;
      while (marks.some((mark) => Math.abs(mark.x - x) < 17 && Math.abs(mark.y - y) < 17)) x += 18;
      marks.push({ x, y });
      context.beginPath();
      context.arc(x, y, 8.5, 0, 2 * Math.PI);
      context.fillStyle = palette.weak;
      context.strokeStyle = palette.ink;
      context.lineWidth = 1.2;
      context.fill();
      context.stroke();
      context.fillStyle = palette.ink;
      context.font = "700 11px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(String(point.rank), x, y + 0.5);
    }
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
  }

  /** Names of hospitals, and near by of all named places and stations, where there is room. */
  drawNames(context, camera) {
    if (!this.layers.isOn("names")) return;
    const isNear = camera.metresPerPixel < 2.2, taken = [];
    const named = [...this.city.namedPlaces].reverse().filter((a) => isNear || this.city.isHospital(a));
    const stations = camera.metresPerPixel < 1.2 ? this.nodes.filter((i) => this.city.hasName(i) && !this.kindIsMinor[this.city.kind[i]]) : [];
    let shown = 0;
    for (const a of [...named, ...stations]) {
      if (shown > 80) break;
      const isHospital = this.city.isFacility(a) && this.city.isHospital(a);
      if (placeName(context, this.city.label(a, this.words), camera.screenX(this.city.x[a]), camera.screenY(this.city.y[a]), isHospital ? 13 : 9, isHospital, camera, taken)) shown++;
    }
  }

  /** A ring around the chosen asset, and its cause chain as a line from the damaged asset to it. */
  drawChosen(context, camera, asset, chain) {
    if (asset < 0) return;
    const places = chain.map((a) => [camera.screenX(this.city.x[a]), camera.screenY(this.city.y[a])]);
    if (places.length > 1) {
      for (const [colour, width] of [[palette.halo, 5], [palette.selection, 2]]) {
        context.beginPath();
        places.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.setLineDash(width === 2 ? [2, 5] : []);
        context.lineCap = "round";
        context.stroke();
      }
      context.setLineDash([]);
      for (const [x, y] of places.slice(0, -1)) {
        context.beginPath();
        context.arc(x, y, 3.5, 0, 2 * Math.PI);
        context.fillStyle = palette.selection;
        context.fill();
      }
    }
    const x = camera.screenX(this.city.x[asset]), y = camera.screenY(this.city.y[asset]);
    for (const [colour, width] of [[palette.halo, 6], [palette.selection, 3]]) {
      context.beginPath();
      context.arc(x, y, 16, 0, 2 * Math.PI);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }
}

function drawSeenRing(context, x, y, radius) {
  for (const [r, width, colour, dash] of [[radius, 5, palette.halo, []], [radius, 1.6, palette.ink, []], [radius + 3.5, 1.6, palette.ink, [3, 2.6]]]) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke();
  }
  context.setLineDash([]);
}

function drawCross(context, x, y, arm, colour) {
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x - arm, y + arm);
  context.lineTo(x + arm, y - arm);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.stroke();
}

/** A place by its state: circle, triangle, diamond, square with a cross, black square with waves. */
function drawPlace(context, x, y, size, state, isHospital) {
  context.beginPath();
  if (state === NORMAL) {
    context.arc(x, y, size, 0, 2 * Math.PI);
  } else if (state === RESERVE) {
    context.moveTo(x, y - size * 1.35);
    context.lineTo(x + size * 1.3, y + size * 0.95);
    context.lineTo(x - size * 1.3, y + size * 0.95);
  } else if (state === ISOLATED) {
    context.moveTo(x, y - size * 1.35);
    context.lineTo(x + size * 1.35, y);
    context.lineTo(x, y + size * 1.35);
    context.lineTo(x - size * 1.35, y);
  } else {
    context.rect(x - size, y - size, 2 * size, 2 * size);
  }
  context.closePath();
  context.fillStyle = state === NORMAL ? "#FFFFFF" : palette.states[state];
  context.strokeStyle = state >= WITHOUT ? "#FFFFFF" : palette.ink;
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.fill();
  context.stroke();
  const mark = state >= WITHOUT ? "#FFFFFF" : palette.ink;
  if (isHospital) {
    context.fillStyle = mark;
    context.font = "700 " + size * 1.25 + "px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("H", x, y + size * (state === RESERVE ? 0.22 : 0.06));
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
  } else if (state === WITHOUT) {
    drawCross(context, x, y, size * 0.5, mark);
  }
  if (state === HIT) palette.hitMark(context, x, y + size * (isHospital ? 0.78 : 0.15), size * 0.62, mark);
}

function drawWave(context, x, y, half, colour) {
  context.beginPath();
  context.moveTo(x - half, y);
  context.quadraticCurveTo(x - half / 2, y - half * 0.7, x, y);
  context.quadraticCurveTo(x + half / 2, y + half * 0.7, x + half, y);
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.stroke();
}

function drawCrack(context, x, y, half, colour) {
  context.beginPath();
  context.moveTo(x - half, y - half * 0.3);
  context.lineTo(x - half * 0.3, y + half * 0.35);
  context.lineTo(x + half * 0.3, y - half * 0.35);
  context.lineTo(x + half, y + half * 0.3);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.stroke();
}

/** Writes a name beside a place where it is free; returns whether there was room. */
function placeName(context, name, x, y, gap, isBold, camera, taken) {
  const text = name.length > 36 ? name.slice(0, 35) + "…" : name;
  context.font = (isBold ? "650 13px" : "500 12px") + " system-ui, sans-serif";
  const width = context.measureText(text).width;
  for (const [left, base] of [[x + gap, y + 4], [x - gap - width, y + 4], [x - width / 2, y + gap + 12], [x - width / 2, y - gap - 3]]) {
    const box = [left - 2, base - 12, left + width + 2, base + 4];
    if (box[0] < 2 || box[2] > camera.width - 2 || box[1] < 2 || box[3] > camera.height - 2) continue;
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    context.lineJoin = "round";
    context.strokeStyle = "rgba(255,255,255,0.92)";
    context.lineWidth = 3.5;
    context.strokeText(text, left, base);
    context.fillStyle = palette.ink;
    context.fillText(text, left, base);
    return true;
  }
  return false;
}
