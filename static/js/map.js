// The map of a topic, and choosing a place while writing. Without it the list and the municipality say the same.
"use strict";

const DIGITS = 4;

function phrase(words, values) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

function drawn(place, data, isPicker) {
  const map = L.map(place, {
    zoomControl: false,
    attributionControl: Boolean(data.tiles),
    minZoom: 7,
    maxZoom: 18,
    zoomSnap: 0.25,
    // Whoever scrolls past the map, by wheel or with one finger, moves the page and not the map.
    scrollWheelZoom: false,
    dragging: isPicker || !L.Browser.mobile,
  });
  const { zoomIn: zoomInTitle, zoomOut: zoomOutTitle } = place.dataset;
  L.control.zoom({ zoomInTitle, zoomOutTitle, position: "bottomright" }).addTo(map);
  if (data.tiles) {
    place.classList.add("map--tiles");
    map.attributionControl.setPrefix(false);
    L.tileLayer(data.tiles.url, { attribution: escaped(data.tiles.attribution) }).addTo(map);
  }
  for (const town of data.towns) {
    const className = town.count ? "map__area map__area--spoken" : "map__area";
    L.geoJSON(town.geometry, { interactive: false, style: { className } }).addTo(map);
  }
  map.fitBounds(data.box ?? [[51.9, 12.2], [52.6, 13.4]]);
  return map;
}

function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

// A sign that the keyboard reaches and that says what it is.
function sign(map, at, { className, size, text = "", label, above = 0 }) {
  const icon = L.divIcon({ className, iconSize: [size, size], html: text });
  const marker = L.marker(at, { icon, keyboard: true, zIndexOffset: above }).addTo(map);
  marker.getElement().setAttribute("aria-label", label);
  return marker;
}

// Signs that would lie upon each other cannot be hit: of those the first stays, until there is room for all.
const APART = 34;

function thinOut(map, signs) {
  const taken = [];
  for (const each of signs) {
    const at = map.latLngToContainerPoint(each.getLatLng());
    const isFree = taken.every((other) => other.distanceTo(at) >= APART);
    each.getElement().style.visibility = isFree ? "" : "hidden";
    if (isFree) taken.push(at);
  }
}

// -- reading --------------------------------------------------------------------------------------
function showTowns(map, place, towns) {
  const spoken = towns.filter((each) => each.count).sort((one, other) => other.count - one.count);
  return spoken.map((town) => {
    const words = town.count === 1 ? place.dataset.townOne : place.dataset.townMany;
    const label = phrase(words, { name: town.name, n: town.count });
    const marker = sign(map, town.at, { className: "map__count", size: 32, text: String(town.count), label });
    onPress(marker, () => openInList(town.place));
    return marker;
  });
}

function onPress(marker, deed) {
  marker.on("click", deed);
  marker.on("keydown", (event) => {
    if (event.originalEvent.key === "Enter") deed();
  });
}

function openInList(id) {
  const entry = document.getElementById(id);
  if (!entry) return;
  entry.open = true;
  entry.scrollIntoView({ block: "start" });
  entry.querySelector("summary").focus();
}

function showSpots(map, place, spots) {
  // Leaflet listens for it only while the map itself has the focus.
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
  return spots.map((spot) => {
    const label = phrase(place.dataset.spot, { author: spot.author });
    const marker = sign(map, spot.at, { className: "map__spot", size: 28, label, above: 1000 });
    marker.bindPopup(() => summary(spot, place), { maxWidth: Math.min(260, place.clientWidth - 90) });
    marker.on("popupopen", ({ popup }) => {
      const close = popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", place.dataset.close);
      popup.getElement().querySelector(".leaflet-popup-content a").focus();
    });
    marker.on("popupclose", () => marker.getElement().focus());
    return marker;
  });
}

// Put together by hand: names and texts are never read as markup.
function summary(spot, place) {
  const box = document.createElement("div");
  const parts = { strong: spot.author, p: spot.excerpt, small: spot.state };
  for (const [tag, text] of Object.entries(parts)) {
    const part = document.createElement(tag);
    part.textContent = text;
    box.append(part, " ");
  }
  const line = document.createElement("p");
  const link = document.createElement("a");
  link.href = spot.url;
  link.textContent = place.dataset.read;
  line.append(link);
  box.append(line);
  return box;
}

// -- choosing a place while writing ---------------------------------------------------------------
function letChoose(map, picker) {
  const field = document.getElementById(picker.dataset.placePicker);
  const told = picker.querySelector("[data-told]");
  const none = picker.querySelector("[data-none]");
  let marker;

  function choose(at, words) {
    marker?.remove();
    marker = at && sign(map, at, { className: "map__spot map__spot--chosen", size: 36, label: picker.dataset.chosen });
    field.value = at ? `${at.lat.toFixed(DIGITS)},${at.lng.toFixed(DIGITS)}` : "";
    none.hidden = !at;
    if (words) told.textContent = words;
  }

  map.on("click", ({ latlng }) => choose(latlng, picker.dataset.chosen));
  picker.querySelector("[data-here]").addEventListener("click", () => choose(map.getCenter(), picker.dataset.chosen));
  none.addEventListener("click", () => choose(null, picker.dataset.taken));
  const [lat, lng] = field.value.split(",").map(Number);
  choose(field.value && lat && lng ? L.latLng(lat, lng) : null);
}

// -- both -----------------------------------------------------------------------------------------
async function load(place) {
  const picker = place.closest("[data-place-picker]");
  const block = picker ?? place.closest("[data-map-block]");
  block.hidden = false;
  try {
    const answer = await fetch(place.dataset.map);
    if (!answer.ok) throw new Error(answer.statusText);
    const data = await answer.json();
    const map = drawn(place, data, Boolean(picker));
    if (picker) return letChoose(map, picker);
    const signs = [...showTowns(map, place, data.towns), ...showSpots(map, place, data.spots)];
    map.on("zoomend", () => thinOut(map, signs));
    thinOut(map, signs);
  } catch {
    const sorry = document.createElement("p");
    sorry.textContent = place.dataset.failed;
    place.replaceWith(sorry);
  }
}

for (const place of document.querySelectorAll("[data-map]")) load(place);
