/** Puts the page together. */
function start() {
  const { head, columns } = readPage();
  const words = new Words(head), city = new City(head, columns), events = new Events(city, head, columns);
  const layers = new Layers(head), hazards = head.rasters.map((place, i) => new HazardRaster(place, columns, i));
  const causes = new Causes(city, events, words);
  events.moveTo(0);
  if (!head.rasters.some((place) => place.isWater) && (head.rasters.length || head.epicentres.length)) palette.hitMark = drawCrack;
  const map = new TownMap(city, events, layers, words, hazards);
  new Legend(city, events, layers, words, hazards);
  map.resize();
  const now = new Now(city, events, words), details = new Details(city, events, words, causes);
  const search = new Search(city, events, words), table = new FacilityTable(city, events, words);
  const time = new TimeLine(events, words, columns);
  const shown = address.read();

  const choose = (asset, { isToBeShown = true, isToBeRead = true } = {}) => {
    details.show(asset);
    map.choose(asset, details.chainAssets(), isToBeShown && asset >= 0);
    if (asset >= 0 && isToBeRead) document.getElementById("details-title").focus({ preventScroll: false });
    remember();
  };
  let waiting = 0;
  const remember = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => address.write(current()), 300);
  };
  const current = () => ({
    t: (events.hours(events.tick)).toFixed(3), x: Math.round(map.camera.x), y: Math.round(map.camera.y),
    z: map.camera.scale.toPrecision(4), ...(details.asset >= 0 ? { a: city.id(details.asset) } : {}),
    ...(document.getElementById("follow").checked ? { follow: 1 } : {}),
  });

  layers.onChange = () => map.ask();
  map.onMove = remember;
  map.onChoose = (asset) => choose(asset, { isToBeShown: false, isToBeRead: asset >= 0 });
  details.onChoose = (asset) => choose(asset);
  details.onClose = () => {
    choose(-1);
    document.getElementById("map").focus();
  };
  search.onChoose = (asset) => choose(asset);
  table.onChoose = (asset) => choose(asset);
  listWeakPoints(city, words, (asset) => choose(asset));

  let lastPanel = 0;
  time.onChange = (tick, isPlaying) => {
    events.moveTo(tick);
    map.ask();
    now.show();
    now.speak(isPlaying);
    // While it plays, texts change four times a second: nobody reads faster.
    if (isPlaying && performance.now() - lastPanel < 250) return;
    lastPanel = performance.now();
    details.refresh();
    map.chain = details.chainAssets();
    if (table.isShown) table.show();
    if (!isPlaying) remember();
  };

  about(head, events, words);
  document.addEventListener("keydown", (event) => globalKey(event, { time, search, details, choose }));
  if (shown.z && Number(shown.z) > 0) {
    Object.assign(map.camera, { x: Number(shown.x) || 0, y: Number(shown.y) || 0, scale: Number(shown.z) });
    map.camera.version++;
  }
  document.getElementById("follow").checked = head.canFollow && shown.follow === "1";
  new Follow(head, () => {
    if (time.isPlaying) return false;
    address.write(current());
    return true;
  });
  time.moveTo(events.ticks(Number(shown.t) || 0));
  if (shown.a) {
    for (let a = city.assetCount - 1; a >= 0; a--) {
      if (city.id(a) !== shown.a) continue;
      choose(a, { isToBeShown: false, isToBeRead: false });
      break;
    }
  }
  document.documentElement.dataset.ready = "true";
}

/** Keys that work everywhere but in a field. */
function globalKey(event, { time, search, details, choose }) {
  const target = event.target, isField = target instanceof HTMLElement && (target.tagName === "SELECT" || (target.tagName === "INPUT" && target.type === "text"));
  if (event.key === "Escape" && details.asset >= 0 && !document.querySelector("dialog[open]")) return choose(-1);
  if (isField || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    search.input.focus();
  } else if (event.key === " " && !(target instanceof HTMLElement && ["BUTTON", "SUMMARY", "INPUT"].includes(target.tagName) && target.type !== "range")) {
    event.preventDefault();
    if (time.isPlaying) time.pause(); else time.play();
  } else if (event.key === "[" || event.key === "]") {
    time.jump(event.key === "[" ? -1 : 1);
  }
}

function about(head, events, words) {
  const gauges = head.gauges.map((reading) => words.say("gauge", { name: reading.name, n: words.decimals(reading.metres, 2), time: words.moment(events.hours(reading.at)) }));
  const dialog = document.getElementById("about");
  document.getElementById("show-about").addEventListener("click", () => dialog.showModal());
  document.getElementById("about-sources").replaceChildren(...[...head.events, ...gauges, ...head.sources].map((source) => made("li", "", source)));
  document.getElementById("about-inputs").replaceChildren(...head.inputs.map((input) => made("li", "", input)));
}

start();
