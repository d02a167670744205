/**
 * The map: a canvas that draws only what is in sight. The networks as they are before the event are kept as a picture
 * of their own, so that a step in time draws only what changes.
 */
class TownMap {
  constructor(city, events, layers, words, hazards) {
    Object.assign(this, { city, events, layers, words, hazards });
    this.canvas = document.getElementById("map");
    this.context = this.canvas.getContext("2d");
    this.base = document.createElement("canvas");
    this.baseContext = this.base.getContext("2d");
    this.camera = new Camera(city);
    this.index = new CityIndex(city);
    this.networks = new Networks(city, this.index, events, layers);
    this.places = new Places(city, this.index, events, layers, words);
    this.chosen = -1;
    this.chain = [];
    this.baseKey = "";
    /** The view that the picture of the networks was drawn for, and how long that took. */
    this.baseView = null;
    this.baseMilliseconds = 0;
    this.isAsked = false;
    /** Called with the asset that somebody chose on the map, or -1. */
    this.onChoose = () => {};
    this.onMove = () => {};
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement);
    this.listen();
    this.resize();
  }

  resize() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return;
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(box.width * this.ratio);
    this.canvas.height = Math.round(box.height * this.ratio);
    const legend = document.getElementById("legend");
    this.camera.inset = legend.open && box.width > 700 ? legend.offsetWidth : 0;
    this.camera.resize(box.width, box.height);
    this.ask();
  }

  /** Draws with the next frame, however often it is asked for. */
  ask() {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.draw();
    });
  }

  draw() {
    if (this.canvas.parentElement.hidden) return;
    const { context, camera, ratio, networks, places } = this, started = performance.now();
    this.noteMovement();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (this.drawMoving()) return;
    this.refreshBase();
    context.fillStyle = palette.land;
    context.fillRect(0, 0, camera.width, camera.height);
    if (this.layers.isOn("hazard")) {
      for (const hazard of this.hazards) {
        hazard.moveTo(this.events.hours(this.events.tick));
        hazard.draw(context, camera);
      }
    }
    this.drawShifted(this.base, this.baseView);
    networks.drawOut(context, camera, ratio);
    places.drawBuildings(context, camera, ratio);
    places.drawNodes(context, camera);
    if (this.layers.isOn("hazard")) {
      for (const epicentre of this.city.head.epicentres) drawEpicentre(context, camera, epicentre, this.words);
    }
    places.drawNamedPlaces(context, camera);
    places.drawSeen(context, camera);
    places.drawWeakPoints(context, camera);
    places.drawChosen(context, camera, this.chosen, this.chain);
    places.drawNames(context, camera);
    this.keepStill(performance.now() - started);
  }

  noteMovement() {
    if (this.camera.version === this.shownVersion) return;
    this.shownVersion = this.camera.version;
    this.movedAt = performance.now();
    this.showScale();
    this.onMove();
  }

  /** Whether the view has moved a moment ago; asks for another picture when it has come to rest. */
  get isMoving() {
    if (performance.now() - this.movedAt >= 120) return false;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), 130);
    return true;
  }

  /** Keeps a picture that took long, to be moved about while the view moves. */
  keepStill(milliseconds) {
    this.still = null;
    if (milliseconds < 35) return;
    const { x, y, scale, width, height } = this.camera;
    this.stillCanvas ??= document.createElement("canvas");
    this.stillCanvas.width = this.canvas.width;
    this.stillCanvas.height = this.canvas.height;
    this.stillCanvas.getContext("2d").drawImage(this.canvas, 0, 0);
    this.still = { x, y, scale, width, height, tick: this.events.tick, layers: this.layers.version, chosen: this.chosen };
  }

  /** Shows the kept picture where the view has moved to; false when there is none of this moment. */
  drawMoving() {
    const { still, context, camera } = this;
    const fits = still && still.tick === this.events.tick && still.layers === this.layers.version && still.chosen === this.chosen
      && still.width === camera.width && still.height === camera.height;
    if (!fits || !this.isMoving) return false;
    context.fillStyle = palette.land;
    context.fillRect(0, 0, camera.width, camera.height);
    this.drawShifted(this.stillCanvas, still);
    return true;
  }

  /** Draws a picture of another view where that view lies in this one. */
  drawShifted(picture, view) {
    const { camera, ratio } = this, size = camera.scale / view.scale;
    // On whole pixels of the screen, so that lines stay sharp.
    const whole = (pixels) => Math.round(pixels * ratio) / ratio;
    const left = whole(camera.screenX(view.x) - view.width / 2 * size), top = whole(camera.screenY(view.y) - view.height / 2 * size);
    this.context.drawImage(picture, left, top, view.width * size, view.height * size);
  }

  /**
   * Draws the networks at rest anew where the view has left the picture of them. Where that takes long, a movement is
   * shown with the old picture, and the new one drawn when the movement has come to rest.
   */
  refreshBase() {
    const { camera, ratio } = this, key = this.layers.version + "/" + ratio + "/" + camera.width + "/" + camera.height;
    if (this.baseView && key === this.baseKey && camera.isWithin(this.baseView)) return;
    if (this.baseView && key === this.baseKey && this.baseMilliseconds > 14 && this.isMoving) return;
    const started = performance.now(), view = camera.widened(0.25);
    this.baseKey = key;
    this.baseView = view;
    this.base.width = Math.round(view.width * ratio);
    this.base.height = Math.round(view.height * ratio);
    this.baseContext.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.networks.drawBase(this.baseContext, view, ratio);
    this.places.look(view);
    this.baseMilliseconds = performance.now() - started;
  }

  /** A scale bar of a round length. */
  showScale() {
    const perPixel = this.camera.metresPerPixel, most = 130 * perPixel;
    const size = 10 ** Math.floor(Math.log10(most)), metres = [5, 2, 1].map((n) => n * size).find((n) => n <= most) ?? size;
    document.getElementById("scale-bar").style.width = metres / perPixel + "px";
    document.getElementById("scale-text").textContent = metres >= 1000 ? this.words.number(metres / 1000) + " km" : this.words.number(metres) + " m";
  }

  choose(asset, chain, isToBeShown) {
    this.chosen = asset;
    this.chain = chain;
    if (asset >= 0 && isToBeShown) this.camera.show(this.city.x[asset], this.city.y[asset]);
    this.ask();
  }

  /** What lies under a pixel, or -1. */
  assetAt(px, py, reachPixels = 14) {
    const { camera, city, layers } = this;
    return this.index.nearest(camera.worldX(px), camera.worldY(py), reachPixels / camera.scale, (a) => {
      if (!city.isFacility(a)) return layers.isOn("layer." + city.layerName(a));
      return layers.isOn(city.isVulnerable(a) ? "named" : "buildings");
    });
  }

  // Pointer and keys

  listen() {
    const { canvas } = this, pointers = new Map();
    let moved = 0, spread = 0;
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, place(event));
      moved = 0;
      spread = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!pointers.has(event.pointerId)) return this.hover(...place(event));
      const [x, y] = place(event), [lastX, lastY] = pointers.get(event.pointerId);
      pointers.set(event.pointerId, [x, y]);
      moved += Math.abs(x - lastX) + Math.abs(y - lastY);
      if (pointers.size === 1) {
        if (moved > 3) this.camera.move(x - lastX, y - lastY);
      } else {
        const [a, b] = [...pointers.values()], distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
        if (spread > 0) this.camera.zoom(distance / spread, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
        spread = distance;
      }
      this.hover(-1, -1);
      this.ask();
    });
    const release = (event) => {
      if (pointers.delete(event.pointerId) && event.type === "pointerup" && moved <= 3) this.onChoose(this.assetAt(...place(event)));
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("pointerleave", () => this.hover(-1, -1));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.camera.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...place(event));
      this.ask();
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
    const button = (id, act) => document.getElementById(id).addEventListener("click", () => { act(); this.ask(); });
    button("zoom-in", () => this.camera.zoom(1.6));
    button("zoom-out", () => this.camera.zoom(1 / 1.6));
    button("zoom-all", () => this.camera.showWhole());
  }

  key(event) {
    const step = event.shiftKey ? 240 : 80, { camera } = this;
    const acts = {
      ArrowLeft: () => camera.move(step, 0), ArrowRight: () => camera.move(-step, 0), ArrowUp: () => camera.move(0, step),
      ArrowDown: () => camera.move(0, -step), "+": () => camera.zoom(1.4), "=": () => camera.zoom(1.4),
      "-": () => camera.zoom(1 / 1.4), "0": () => camera.showWhole(),
      Enter: () => this.onChoose(this.assetAt(camera.width / 2, camera.height / 2, 60)),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[event.key]();
    this.ask();
  }

  /** A line on what is under the pointer: name and state, or the depth of the water there. */
  hover(px, py) {
    const tip = document.getElementById("tip");
    const asset = px < 0 ? -1 : this.assetAt(px, py, 9);
    let text = "";
    if (asset >= 0) {
      text = this.city.label(asset, this.words) + ": " + stateInWords(asset, this.city, this.events, this.words);
    } else if (px >= 0 && this.layers.isOn("hazard")) {
      for (const hazard of this.hazards) {
        const value = hazard.valueAt(this.camera.worldX(px), this.camera.worldY(py));
        if (value > 0) text = this.words.say(hazard.place.isWater ? "waterDepth" : "shakingOf", { n: this.words.decimals(value, hazard.place.isWater ? 1 : 2) });
      }
    }
    this.canvas.classList.toggle("is-over", asset >= 0);
    tip.hidden = text === "";
    if (text === "") return;
    tip.textContent = text;
    tip.style.left = Math.min(px + 14, this.camera.width - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.max(4, py - tip.offsetHeight - 8) + "px";
  }
}

/** The state of an asset now, in words. */
function stateInWords(asset, city, events, words) {
  const hit = events.hitAt(asset, events.tick);
  const isHit = hit >= 0 && events.holds(events.hitFrom[hit], events.hitUntil[hit], events.tick);
  if (isHit) return words.say("state.hit." + HIT_NAMES[events.hitCause[hit]]);
  if (city.isFacility(asset)) {
    const list = (isOut) => {
      const services = [];
      for (let i = events.lossFirst[asset]; i < events.lossFirst[asset + 1]; i++) {
        if (events.lossIsOut[i] === isOut && events.holds(events.lossFrom[i], events.lossUntil[i], events.tick)) {
          services.push(words.service(events.head.services[events.lossService[i]]));
        }
      }
      return services;
    };
    const out = list(1), reserve = list(0);
    if (out.length) return words.say("without", { service: words.list(out) });
    return words.say(reserve.length ? "state.reserve" : "state.normal");
  }
  const reason = events.assetState[asset];
  return words.say(reason === 0 ? "state.works" : reason === 1 ? "state.hit" : "state." + REASON_NAMES[reason - 1]);
}
