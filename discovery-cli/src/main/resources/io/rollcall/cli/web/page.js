// The page. It draws what the stream of events says; it asks for nothing but that and explain/NAME. All addresses are
// relative, so that a proxy may show the page below a path of its own.
// Whatever comes from a member reaches the document as textContent, or as an attribute's text.

const ENTRIES = 200;
const POINTS = 150;
const OVERSCAN = 6;
const QUIET_MILLIS = 10_000;

const $ = (id) => document.getElementById(id);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function vector(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Text of somebody else's within a line: no character of it turns what stands around. */
function foreign(className, text) {
  return element("bdi", className, text);
}

/** The same where there are no elements, as in a tooltip: U+2068 and U+2069 isolate it. */
const isolated = (text) => `\u2068${text}\u2069`;

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// ---- Time ----

let skew = 0; // What to add to this browser's clock to have the server's.
const now = () => Date.now() + skew;
const clockFormat = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const dateFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const clock = (millis) => (Number.isFinite(millis) ? clockFormat.format(millis) : "");
const date = (millis) => (Number.isFinite(millis) ? dateFormat.format(millis) : "");

function span(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

function ago(millis) {
  if (!Number.isFinite(millis)) return "";
  const age = now() - millis;
  return age < 5000 ? "just now" : `${span(age)} ago`;
}

// ---- What is known of each server ----

const servers = new Map();
let connected = false;
let lostSince = 0;

function server(at) {
  if (!servers.has(at)) {
    servers.set(at, {
      at, label: "", title: "", explains: false, plots: [], standing: { state: "SYNCING", heard: false },
      members: new Map(), entries: [], points: [], pending: null,
    });
  }
  return servers.get(at);
}

function known(member) {
  const attributes = Object.entries(member.attributes ?? {});
  const text = attributes.map(([key, value]) => `${key}=${value}`).join("  ");
  const all = { ...member, name: String(member.name), type: String(member.type ?? ""), status: String(member.status ?? "") };
  all.since = Date.parse(member.since);
  all.pairs = attributes.map(([key, value]) => `${key}=${value}`);
  all.text = text;
  all.hay = `${all.name} ${all.type} ${all.status} ${text}`.toLowerCase();
  return all;
}

const handlers = {
  boards({ boards }) {
    for (const at of servers.keys()) if (at >= boards) servers.delete(at);
  },
  begin(data) {
    if (data.at === 0) skew = data.now - Date.now();
    server(data.at).pending = { about: data, members: new Map(), entries: [], points: [] };
  },
  ready({ at }) {
    const it = server(at);
    const { about, ...lists } = it.pending;
    // Which page it is: that is what all of them have. The server's own address is in the title.
    about.label = at === 0 ? location.host : String(about.label);
    Object.assign(it, { explains: false, plots: [] }, about, lists, { pending: null });
    heard();
  },
  standing({ at, standing }) {
    server(at).standing = standing;
  },
  members({ at, members }) {
    const it = server(at);
    for (const each of members) {
      const member = known(each);
      if (!it.pending && !it.members.has(member.name)) member.fresh = Date.now();
      (it.pending ?? it).members.set(member.name, member);
    }
  },
  gone({ at, names }) {
    for (const name of names) server(at).members.delete(name);
  },
  dropped({ at, numbers }) {
    const it = server(at);
    it.entries = it.entries.filter((entry) => !numbers.includes(entry.n));
  },
  entries({ at, entries }) {
    const it = server(at).pending ?? server(at);
    it.entries = [...it.entries, ...entries].slice(-ENTRIES);
    if (it.members === server(at).members) tellMemberView(at, entries);
  },
  points({ at, points }) {
    const it = server(at).pending ?? server(at);
    it.points = [...it.points, ...points].slice(-POINTS);
    if (at === 0 && it === server(0)) skew = points.at(-1)[0] - Date.now();
  },
};

// ---- The stream: one for all tabs of a browser ----
//
// A browser opens six connections to a page at most, and a stream takes one for as long as it lasts. So one tab leads: it
// has the stream and passes on what comes. The others follow it. A tab asks who leads when it opens, and leads if nobody
// answers. When the leader goes, or is no longer heard, another takes over. Of two who lead the one of the higher term
// stays; of the same term that of the greater id.

const ANSWER_MILLIS = 150;
const HELD_MILLIS = 3000;

const me = Math.random().toString(36).slice(2);
const channel = typeof BroadcastChannel === "undefined" ? null
  : new BroadcastChannel(`rollcall ${new URL(".", location.href).pathname}`);

let source = null; // Of the one that leads.
let term = 0;
let whole = false; // Whether the whole state has come; what comes before tells nothing to one that follows.
let lastWord = Date.now();
let election = 0;

const post = (message) => channel?.postMessage({ ...message, from: me, term });

function take(name, data) {
  lastWord = Date.now();
  handlers[name]?.(data);
  changed();
}

function lead() {
  clearTimeout(election);
  source?.close();
  source = new EventSource("events/all");
  lastWord = Date.now();
  for (const name of Object.keys(handlers)) {
    source.addEventListener(name, (event) => {
      const data = JSON.parse(event.data);
      take(name, data);
      post({ kind: "event", name, data });
    });
  }
  const mine = source;
  source.onerror = () => {
    lost();
    post({ kind: "lost", lostSince });
    // After an error of HTTP the browser gives up.
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === source && lead(), 2000);
  };
}

function claim() {
  term += 1;
  post({ kind: "lead" });
  lead();
}

/** Leads after this time, unless another does before. */
function stand(millis) {
  clearTimeout(election);
  election = setTimeout(claim, millis);
}

function follow() {
  clearTimeout(election);
  source?.close();
  source = null;
  lastWord = Date.now();
}

function askForAll() {
  whole = false;
  post({ kind: "ask" });
}

const copy = () => ({ servers: [...servers.values()], connected, lostSince, skew });

function adopt(state) {
  servers.clear();
  for (const it of state.servers) servers.set(it.at, it);
  ({ connected, lostSince, skew } = state);
  whole = true;
  lastWord = Date.now();
  changed();
}

const isHigher = (message) => message.term > term || (message.term === term && message.from > me);

channel?.addEventListener("message", ({ data }) => {
  if (data.kind === "ask") {
    if (source && servers.size) post({ kind: "whole", to: data.from, state: copy() });
    return;
  }
  if (data.kind === "bye") {
    if (!source) stand(Math.random() * 200);
    return;
  }
  if (source && !isHigher(data)) {
    post({ kind: "lead" });
    return;
  }
  // Another leads.
  const other = source !== null || data.term !== term;
  follow();
  term = data.term;
  if (data.kind === "whole" && (data.to === me || !whole)) adopt(data.state);
  else if (other || !whole) askForAll();
  else if (data.kind === "event") take(data.name, data.data);
  else if (data.kind === "lost") {
    ({ lostSince } = data);
    connected = false;
    changed();
  }
});

function join() {
  if (!channel) {
    lead();
    return;
  }
  askForAll();
  stand(ANSWER_MILLIS);
}

window.addEventListener("pagehide", () => {
  if (source) {
    source.close();
    post({ kind: "bye" });
  }
  source = null;
  clearTimeout(election);
});
window.addEventListener("pageshow", (event) => event.persisted && join());

function lost() {
  if (connected || !lostSince) lostSince = now();
  connected = false;
  changed();
}

function heard() {
  connected = true;
  lostSince = 0;
}

setInterval(() => {
  const beat = servers.get(0)?.beat ?? 2000;
  if (Date.now() - lastWord <= Math.max(QUIET_MILLIS, 4 * beat)) return;
  if (source) {
    lost();
    lead();
  } else {
    // The leader may have been put to sleep.
    lastWord = Date.now();
    stand(Math.random() * HELD_MILLIS);
  }
}, 1000);

// ---- Which view: #/, #/all, #/server/AT, #/server/AT/member/NAME ----

let view = { kind: "roster", at: 0 };
let rosterHash = "#/";

function readHash() {
  const parts = location.hash.replace(/^#\/?/, "").split("/");
  const before = view;
  const at = Number.parseInt(parts[1], 10) || 0;
  if (parts[0] === "server" && parts[2] === "member") {
    let name = parts[3] ?? "";
    try {
      name = decodeURIComponent(name);
    } catch {
      // Somebody's own text.
    }
    view = { kind: "member", at, name };
  } else if (parts[0] === "server") {
    view = { kind: "roster", at };
  } else {
    view = { kind: "roster", at: -1 }; // All, or the only one.
  }
  if (view.kind === "roster") rosterHash = location.hash || "#/";
  $("roster").hidden = view.kind !== "roster";
  $("member").hidden = view.kind !== "member";
  if (view.kind === "member") {
    openMember();
  } else if (before.kind === "member") {
    $("grid").focus();
  }
  drawAll();
}

const memberHash = (at, name) => `#/server/${at}/member/${encodeURIComponent(name)}`;
const isAll = () => view.at < 0 && servers.size > 1;
const shown = () => (isAll() ? [...servers.values()] : [server(Math.max(view.at, 0))]);

// ---- How servers stand ----

function standingOf(it) {
  if (!connected) return { text: servers.get(0)?.beat ? "No connection" : "Connecting", tone: lostSince ? "bad" : "idle" };
  if (!it.standing.heard) return { text: "Not heard", tone: "bad" };
  switch (it.standing.state) {
    case "LIVE": return { text: "Live", tone: "good" };
    case "STALE": return { text: "Stale", tone: "warn" };
    default: return { text: "Syncing", tone: "idle" };
  }
}

function warningOf(it) {
  const since = it.standing.since ? ` since ${clock(it.standing.since)}` : "";
  if (!connected) {
    return lostSince ? `No connection to this page’s server since ${clock(lostSince)}. What you see is from then. Trying again.` : "";
  }
  if (!it.standing.heard) return since ? `The page at ${it.label} is not heard${since}. What you see is from then.` : `The page at ${it.label} has not been heard.`;
  if (it.standing.state === "STALE") return `Stale${since}: no settled server stands behind this roster. It is the last one that is known.`;
  return it.standing.state === "SYNCING" ? "No roster has come yet." : "";
}

const isLive = (it) => standingOf(it).tone === "good";

let announced = "";

function drawStanding() {
  const its = shown();
  const worst = its.find((it) => standingOf(it).tone !== "good") ?? its[0];
  const { text, tone } = standingOf(worst);
  const count = its.filter((it) => standingOf(it).tone === "good").length;
  const pill = isAll() && connected ? `${count} of ${its.length} live` : text;
  $("standing").dataset.tone = tone;
  setText($("standing"), pill);
  setText($("title"), isAll() ? `${its.length} servers` : its[0].title);
  const warning = connected && isAll()
    ? its.filter(warningOf).map((it) => (it.standing.heard ? `${it.label}: ${warningOf(it)}` : warningOf(it))).join(" ")
    : warningOf(worst);
  setText($("banner"), warning);
  $("banner").hidden = !warning;
  $("banner").dataset.tone = tone;
  document.body.dataset.stale = String(tone !== "good");
  document.title = `${tone === "good" ? "" : `${pill}: `}${its[0].members.size} members – Rollcall`;
  if (announced && announced !== pill) setText($("announce"), `The roster is now: ${pill}`);
  announced = pill;
}

function drawTabs() {
  const tabs = $("tabs");
  tabs.hidden = servers.size < 2;
  if (tabs.hidden) {
    tabs.replaceChildren();
    return;
  }
  const wanted = [{ at: -1, label: "All", hash: "#/all" }, ...[...servers.values()].map((it) => ({
    at: it.at, label: it.label, it,
    hash: view.kind === "member" ? memberHash(it.at, view.name) : `#/server/${it.at}`,
  }))];
  while (tabs.childElementCount > wanted.length) tabs.lastChild.remove();
  wanted.forEach((tab, i) => {
    if (!tabs.children[i]) {
      const link = element("a");
      link.append(element("span", "label"), element("span", "number"));
      tabs.append(link);
    }
    const link = tabs.children[i];
    link.href = tab.hash;
    setText(link.children[0], tab.label);
    setText(link.children[1], tab.it ? tab.it.members.size.toLocaleString("en") : "");
    if (tab.it) {
      link.dataset.standing = standingOf(tab.it).tone;
      link.title = `${tab.it.title}: ${standingOf(tab.it).text}`;
    }
    link.toggleAttribute("aria-current", false);
    if (tab.at === view.at) link.setAttribute("aria-current", "page");
  });
}

// ---- The roster: only the rows in view are in the document ----

const collator = new Intl.Collator("en", { numeric: true });
const byName = (a, b) => collator.compare(a.member.name, b.member.name);
const COLUMNS = [
  { key: "name", label: "Name", compare: byName },
  { key: "type", label: "Type", compare: (a, b) => collator.compare(a.member.type, b.member.type) || byName(a, b) },
  { key: "status", label: "Status", compare: (a, b) => collator.compare(a.member.status, b.member.status) || byName(a, b) },
  { key: "since", label: "Since", compare: (a, b) => (b.member.since ?? 0) - (a.member.since ?? 0) || byName(a, b) },
  { key: "attributes", label: "Attributes", compare: (a, b) => collator.compare(a.member.text, b.member.text) || byName(a, b) },
  { key: "seen", label: "Servers", compare: (a, b) => a.on.length - b.on.length || byName(a, b) },
];
const TONES = { ONLINE: "good", TAKEN: "warn", OFFLINE: "idle" };

const roster = { rows: [], order: [], total: 0, sort: COLUMNS[0], up: true, active: "", drawn: new Map(), spare: [], widths: { name: 6, type: 4 } };

/** The rows of what is shown, sorted; those of before are nearly in order, which sorts fast. */
function collect() {
  const its = shown();
  const rows = new Map();
  for (const name of roster.order) {
    const having = its.filter((it) => it.members.has(name));
    if (having.length) rows.set(name, { member: having[0].members.get(name), on: having });
  }
  for (const it of its) {
    for (const [name, member] of it.members) {
      if (!rows.has(name)) rows.set(name, { member, on: its.filter((each) => each.members.has(name)) });
    }
  }
  roster.widths = widths(rows.values());
  const sorted = [...rows.values()].sort((a, b) => (roster.up ? 1 : -1) * roster.sort.compare(a, b));
  roster.order = sorted.map((row) => row.member.name);
  roster.total = sorted.length;
  const words = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const differing = isAll() && $("differs").checked;
  const judges = its.filter((it) => it.standing.heard && it.standing.state === "LIVE");
  roster.rows = sorted.filter((row) =>
    words.every((word) => row.member.hay.includes(word)) && !(differing && judges.every((it) => row.on.includes(it))));
}

/** The names and types decide how much room they take, in characters; the rest is for the attributes. */
function widths(rows) {
  let [name, type] = [6, 4];
  for (const { member } of rows) {
    name = Math.max(name, member.name.length);
    type = Math.max(type, member.type.length);
  }
  return { name: Math.min(name, 28), type: Math.min(type, 16) };
}

function rowHeight() {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row")) * size;
}

function drawHeadings() {
  const columns = COLUMNS.filter((column) => column.key !== "seen" || isAll());
  const row = $("headings");
  row.classList.toggle("several", isAll());
  if (row.childElementCount !== columns.length) {
    row.replaceChildren(...columns.map((column) => {
      const cell = element("div");
      cell.setAttribute("role", "columnheader");
      const button = element("button", "", column.label);
      button.type = "button";
      button.addEventListener("click", () => {
        roster.up = roster.sort === column ? !roster.up : true;
        roster.sort = column;
        drawAll();
      });
      cell.append(button);
      return cell;
    }));
  }
  columns.forEach((column, i) => {
    if (column === roster.sort) row.children[i].setAttribute("aria-sort", roster.up ? "ascending" : "descending");
    else row.children[i].removeAttribute("aria-sort");
  });
}

function drawRoster() {
  collect();
  const { rows, total } = roster;
  const number = (n) => n.toLocaleString("en");
  setText($("count"), rows.length === total ? number(total) : `${number(rows.length)} of ${number(total)}`);
  $("differs-label").hidden = !isAll();
  $("grid").setAttribute("aria-rowcount", rows.length + 1);
  $("runway").style.height = `${rows.length * rowHeight()}px`;
  $("grid").style.setProperty("--names", `${roster.widths.name + 1}ch`);
  $("grid").style.setProperty("--types", `${roster.widths.type + 1}ch`);
  $("empty").hidden = rows.length > 0;
  setText($("empty"), total ? "No member matches the filter." : "Nobody is here.");
  drawHeadings();
  drawRows();
}

/** Puts the rows in view, and some around, into the document; the others out. */
function drawRows() {
  const scroll = $("scroll");
  const height = rowHeight();
  const first = Math.max(0, Math.floor(scroll.scrollTop / height) - OVERSCAN);
  const last = Math.min(roster.rows.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / height) + OVERSCAN);
  for (const [index, row] of roster.drawn) {
    if (index < first || index >= last) {
      row.remove();
      roster.spare.push(row);
      roster.drawn.delete(index);
    }
  }
  for (let index = first; index < last; index++) {
    let row = roster.drawn.get(index);
    if (!row) {
      row = roster.spare.pop() ?? newRow();
      roster.drawn.set(index, row);
      row.style.transform = `translateY(${index * height}px)`;
      $("runway").append(row);
    }
    drawRow(row, index);
  }
  roster.spare.length = Math.min(roster.spare.length, 64);
  const active = activeIndex();
  if (roster.drawn.has(active)) $("grid").setAttribute("aria-activedescendant", roster.drawn.get(active).id);
  else $("grid").removeAttribute("aria-activedescendant");
}

let rowNumber = 0;

function newRow() {
  const row = element("div", "row");
  row.id = `row-${rowNumber++}`;
  row.setAttribute("role", "row");
  for (const { key } of COLUMNS) {
    const cell = element("div", key);
    if (key === "name" || key === "type") cell.dir = "auto";
    cell.setAttribute("role", "gridcell");
    row.append(cell);
  }
  row.addEventListener("click", () => open(row.shows));
  return row;
}

function drawRow(row, index) {
  const { member, on } = (row.shows = roster.rows[index]);
  const [name, type, status, since, attributes, seen] = row.children;
  row.setAttribute("aria-rowindex", index + 2);
  row.setAttribute("aria-selected", String(member.name === roster.active));
  row.classList.toggle("several", isAll());
  row.classList.toggle("fresh", Date.now() - (member.fresh ?? 0) < 1800);
  setText(name, member.name);
  setText(type, member.type);
  // Of a server that is not there nobody knows how its members are now.
  const current = on.some(isLive);
  setText(status, `${current ? "" : "was "}${member.status.toLowerCase()}`);
  status.dataset.tone = current ? TONES[member.status] ?? "idle" : "idle";
  setText(since, ago(member.since));
  if (row.titled !== member) {
    row.titled = member;
    attributes.replaceChildren(...member.pairs.flatMap((pair, i) => [...(i ? ["  "] : []), foreign("pair", pair)]));
    name.title = isolated(member.name);
    since.title = date(member.since);
    attributes.title = member.pairs.map(isolated).join("\n");
  }
  seen.hidden = !isAll();
  if (isAll()) {
    // Of one that is not heard nobody knows.
    const missing = [...servers.values()].filter((it) => it.standing.heard && !on.includes(it));
    setText(seen, missing.length ? `not on ${missing.map((it) => it.label).join(", ")}` : "all");
    seen.dataset.tone = missing.length ? "warn" : "idle";
  }
}

const activeIndex = () => roster.rows.findIndex((row) => row.member.name === roster.active);

function activate(index) {
  const bounded = Math.max(0, Math.min(roster.rows.length - 1, index));
  if (!roster.rows.length) return;
  roster.active = roster.rows[bounded].member.name;
  const scroll = $("scroll");
  const top = bounded * rowHeight();
  if (top < scroll.scrollTop) scroll.scrollTop = top;
  const bottom = top + rowHeight() - scroll.clientHeight;
  if (bottom > scroll.scrollTop) scroll.scrollTop = bottom;
  drawRows();
}

function open(row) {
  if (!row) return;
  roster.active = row.member.name;
  location.hash = memberHash(row.on[0].at, row.member.name);
}

// ---- The plots ----

function drawPlots() {
  const wanted = shown().flatMap((it) => it.plots
    .map((plot, i) => ({ it, i, label: isAll() ? `${plot.label} · ${it.label}` : plot.label, unit: plot.unit }))
    .filter(({ i }) => !isAll() || it.plots.length < 2 || ["Members", "Highest lateness"].includes(it.plots[i].label)));
  const box = $("plots");
  while (box.childElementCount > wanted.length) box.lastChild.remove();
  while (box.childElementCount < wanted.length) box.append(newPlot());
  wanted.forEach((plot, i) => drawPlot(box.children[i], plot));
  const points = shown()[0].points;
  setText($("plots-span"), points.length > 1 ? `and in the last ${span(Math.ceil((points.at(-1)[0] - points[0][0]) / 5000) * 5000)}` : "");
}

function newPlot() {
  const box = element("div", "plot");
  const value = element("p", "value");
  value.append(element("span", "figure"), element("span", "unit"));
  const picture = vector("svg", { viewBox: "0 0 100 26", preserveAspectRatio: "none", role: "img" });
  picture.append(vector("path", { class: "area" }), vector("path", { class: "curve" }));
  box.append(element("p", "label"), value, picture);
  return box;
}

const figure = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });

function drawPlot(box, { it, i, label, unit }) {
  const values = it.points.map((point) => Number(point[i + 1]) || 0);
  const current = values.at(-1) ?? 0;
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const [name, value, picture] = box.children;
  setText(name, label);
  name.title = label;
  setText(value.children[0], figure(current));
  setText(value.children[1], unit);
  const x = (n) => (100 * (n + POINTS - values.length)) / (POINTS - 1);
  const y = (v) => 25 - (24 * v) / Math.max(most, 1e-9);
  const line = values.map((v, n) => `${x(n).toFixed(2)} ${(most ? y(v) : 25).toFixed(2)}`).join("L");
  picture.children[0].setAttribute("d", line && `M${x(0).toFixed(2)} 26L${line}L100 26Z`);
  picture.children[1].setAttribute("d", line && `M${line}`);
  picture.setAttribute("aria-label", `${label}: ${figure(current)} ${unit} now, at most ${figure(most)}`);
}

// ---- The timeline ----

const VERBS = { joined: "", left: "left", restarted: "", present: "" };
const CAUSE_TONES = { GOODBYE: "idle", LOST: "bad", SILENT: "warn", REFUSED: "odd" };
const STATES = { LIVE: ["live", "good"], STALE: ["stale", "warn"], SYNCING: ["syncing", "idle"] };

function drawTimeline() {
  const entries = shown()
    .flatMap((it) => it.entries.map((entry) => ({ it, entry, key: `${it.at} ${entry.n} ${entry.t} ${isAll()}` })))
    .sort((a, b) => b.entry.t - a.entry.t || b.entry.n - a.entry.n)
    .slice(0, ENTRIES);
  const list = $("timeline");
  const wanted = new Set(entries.map(({ key }) => key));
  for (const item of [...list.children]) if (!wanted.has(item.dataset.key)) item.remove();
  let next = list.firstElementChild;
  for (const each of entries) {
    if (next?.dataset.key === each.key) {
      next = next.nextElementSibling;
    } else {
      list.insertBefore(newEntry(each), next);
    }
  }
}

function newEntry({ it, entry, key }) {
  const item = element("li");
  item.dataset.key = key;
  const time = element("time", "", clock(entry.t));
  time.dateTime = new Date(entry.t).toISOString();
  time.title = date(entry.t);
  const what = element("span", "what");
  const where = isAll() ? ` · ${it.label}` : "";
  if (entry.kind === "state") {
    const [text, tone] = STATES[entry.state] ?? [String(entry.state), "idle"];
    what.append(element("span", "verb", `the roster is${where}`));
    item.append(time, what, chip(text, tone));
    return item;
  }
  if (entry.name !== undefined) {
    const link = element("a");
    link.append(foreign("", entry.name));
    link.href = memberHash(it.at, entry.name);
    what.append(link);
    what.title = isolated(entry.name);
  } else {
    what.append(element("strong", "", `${entry.count.toLocaleString("en")} members`));
    if (entry.names) what.title = `${entry.names.map(isolated).join(", ")} …`;
  }
  const verb = VERBS[entry.kind] ?? String(entry.kind);
  if (verb || where) what.append(element("span", "verb", ` ${verb}${where}`));
  item.append(time, what);
  if (entry.cause) item.append(chip(entry.cause.toLowerCase(), CAUSE_TONES[entry.cause] ?? "idle"));
  else if (entry.kind === "joined") item.append(chip("joined", "good"));
  else if (entry.kind === "restarted") item.append(chip("restarted", "odd"));
  else if (entry.kind === "present") item.append(chip("was there", "idle"));
  return item;
}

function chip(text, tone) {
  const made = element("span", "chip", text);
  made.dataset.tone = tone;
  return made;
}

// ---- A member's page ----

const explained = { at: -1, name: "", answer: null, error: "" };

function openMember() {
  Object.assign(explained, { at: view.at, name: view.name, answer: null, error: "" });
  $("member-name").focus();
  $("member-body").scrollTop = 0;
  ask();
}

async function ask() {
  const { at, name } = explained;
  if (at !== 0 || server(0).explains) {
    const path = `${at ? `beside/${at}/` : ""}explain/${encodeURIComponent(name)}`;
    let answer = null;
    let error = "";
    try {
      const response = await fetch(path);
      const json = await response.json();
      if (response.ok) answer = { ...json, asked: now() };
      else error = json.error ?? `error ${response.status}`;
    } catch {
      error = "The server could not be asked.";
    }
    if (explained.at !== at || explained.name !== name) return;
    Object.assign(explained, { answer, error });
  }
  drawMember();
}

function tellMemberView(at, entries) {
  if (view.kind === "member" && view.at === at && entries.some((entry) => entry.name === view.name)) ask();
}

function facts(pairs) {
  const list = element("dl");
  for (const [fact, text, code] of pairs) {
    list.append(element("dt", "", fact), element("dd", code ? "code" : "", text));
    list.lastChild.previousSibling.title = isolated(fact);
  }
  return list;
}

let memberDrawn = [];

function drawMember() {
  if (view.kind !== "member") return;
  const it = server(view.at);
  const member = it.members.get(view.name);
  const live = isLive(it);
  const shows = [view.at, view.name, member, live, explained.answer, explained.error, it.explains, it.title, rosterHash];
  // What somebody reads, or has selected, is left alone as long as it holds.
  if (shows.every((each, i) => each === memberDrawn[i])) return;
  memberDrawn = shows;
  setText($("member-name"), view.name);
  $("member-standing").replaceChildren(
    member ? (live ? chip("present", "good") : chip("was present", "idle")) : chip("not present", "idle"));
  $("back").href = rosterHash;
  const body = $("member-body");
  const parts = [];
  if (member) {
    parts.push(facts([
      ["Type", member.type || "–"],
      ["Status", member.status.toLowerCase()],
      ["Since", member.since ? `${date(member.since)}, by its own clock` : "–"],
      ["Incarnation", member.incarnation ?? "–", true],
    ]));
    const attributes = Object.entries(member.attributes ?? {});
    parts.push(element("h3", "", "Attributes"));
    parts.push(attributes.length ? facts(attributes.map(([key, value]) => [key, String(value), true])) : element("p", "note", "None."));
  }
  const heading = element("h3", "", "What ");
  heading.append(foreign("", it.title || "the server"), " knows of it");
  parts.push(heading, ...drawExplained());
  body.replaceChildren(...parts);
}

function drawExplained() {
  const { answer, error } = explained;
  if (error) return [element("p", "note", error)];
  if (!answer) return [element("p", "note", server(view.at).explains ? "Asking …" : "Nobody explains here.")];
  const when = (age) => (Number.isFinite(age) ? (age < 86_400_000 ? clock : date)(answer.asked - age) : "");
  if (!answer.known) return [element("p", "note", "Nothing, neither now nor of the last hour.")];
  return answer.accounts.map((account) => {
    const box = element("article", "account");
    const last = account.stays[0];
    const title = element("h4", "", `Started ${date(Date.parse(account.start))} `);
    title.append(account.present ? chip("present", "good")
      : chip(last ? (last.cause ?? "lost sight").toLowerCase() : "never a member", CAUSE_TONES[last?.cause] ?? "idle"));
    box.append(title, element("p", "note", `Last word ${span(account.heardMillisAgo)} before ${clock(answer.asked)}, when the server was asked`));
    box.append(...table("Stays", ["Session", "Joined", "Left", "Cause"], account.stays.map((stay) => [
      stay.session, when(stay.beganMillisAgo), when(stay.endedMillisAgo), Number.isFinite(stay.endedMillisAgo) ? stay.cause ?? "the server lost sight of everybody" : "",
    ])));
    box.append(...table("Connections", ["Number", "From", "Since", "Fate"], account.connections.map((each) => [
      each.number, each.address, when(each.beganMillisAgo), `${each.fate.toLowerCase()} ${when(each.endedMillisAgo)}`,
    ])));
    box.append(...table("Missed rounds", ["Round", "Closed"], account.missed.map((each) => [each.round, when(each.millisAgo)])));
    box.append(...table("Refused", ["When", "Reason", "Detail"], account.rejections.map((each) => [when(each.millisAgo), each.reason, each.detail])));
    return box;
  });
}

function table(title, headings, rows) {
  if (!rows.length) return [];
  const made = element("table");
  made.append(element("caption", "", title));
  const head = element("tr");
  for (const heading of headings) {
    const cell = element("th", "", heading);
    cell.scope = "col";
    head.append(cell);
  }
  made.append(head);
  for (const row of rows) {
    const line = element("tr");
    for (const text of row) line.append(element("td", "", String(text)));
    made.append(line);
  }
  return [made];
}

// ---- Drawing and keys ----

let waiting = false;

/** Draws soon, once for all that comes meanwhile. */
function changed() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    drawAll();
  }, 60);
}

function drawAll() {
  if (servers.size === 0) server(0);
  drawStanding();
  drawTabs();
  if (view.kind === "roster") drawRoster();
  else drawMember();
  drawPlots();
  drawTimeline();
}

let scrolling = false;
$("scroll").addEventListener("scroll", () => {
  if (scrolling) return;
  scrolling = true;
  requestAnimationFrame(() => {
    scrolling = false;
    drawRows();
  });
}, { passive: true });
new ResizeObserver(() => {
  // Rows may have another height now.
  for (const row of roster.drawn.values()) row.remove();
  roster.drawn.clear();
  if (view.kind === "roster") drawRoster();
}).observe($("scroll"));

$("filter").addEventListener("input", () => {
  $("scroll").scrollTop = 0;
  drawAll();
});
$("differs").addEventListener("change", drawAll);
$("again").addEventListener("click", ask);

$("filter").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault();
    $("grid").focus();
    activate(Math.max(0, activeIndex()));
    if (event.key === "Enter" && roster.rows.length === 1) open(roster.rows[0]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    if ($("filter").value) {
      $("filter").value = "";
      drawAll();
    } else {
      $("grid").focus();
    }
  }
});

/** Moves in the list; whether this key does. */
function move(key) {
  const page = Math.max(1, Math.floor($("scroll").clientHeight / rowHeight()) - 1);
  const from = activeIndex();
  const to = {
    ArrowDown: from + 1, ArrowUp: from < 0 ? 0 : from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: roster.rows.length - 1,
  }[key];
  if (to === undefined) return false;
  activate(to);
  return true;
}

$("grid").addEventListener("keydown", (event) => {
  if (event.target !== $("grid") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (move(event.key)) {
    event.preventDefault();
  } else if (event.key === "Enter") {
    open(roster.rows[activeIndex()]);
  } else if (event.key === "Escape" && $("filter").value) {
    $("filter").value = "";
    drawAll();
  }
});

/** Whether nothing is chosen that would have a use for keys of its own. */
const isFree = () => document.activeElement === null || document.activeElement === document.body
  || document.activeElement === $("member-name");

/** What is read scrolls; whether this key does that. */
function scrollMember(key) {
  const body = $("member-body");
  const page = body.clientHeight - 40;
  const by = { ArrowDown: 40, ArrowUp: -40, PageDown: page, PageUp: -page, Home: -body.scrollHeight, End: body.scrollHeight }[key];
  if (by === undefined) return false;
  body.scrollBy(0, by);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && view.kind === "roster" && document.activeElement !== $("filter")) {
    event.preventDefault();
    $("filter").focus();
    $("filter").select();
  } else if (event.key === "Escape" && view.kind === "member") {
    location.hash = rosterHash;
  } else if (isFree() && view.kind === "roster" && move(event.key)) {
    event.preventDefault();
    $("grid").focus({ preventScroll: true });
  } else if (isFree() && view.kind === "member" && scrollMember(event.key)) {
    event.preventDefault();
  }
});

window.addEventListener("hashchange", readHash);
setInterval(() => {
  if (view.kind === "roster") drawRows();
}, 5000);
readHash();
join();
