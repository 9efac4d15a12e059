/* Shows the program in the page: draws what the server sends, sends keys, touches and the size, and comes back by
   itself when the connection is gone. It keeps nothing but how often it tried. */
"use strict";

(() => {
  const COLUMNS = 80; // at least, where the font size is found by itself
  const ROWS = 24;
  const ROWS_WITH_KEYS = 32;
  const SMALLEST = 13; // pixels
  const LONGEST = 8000; // characters sent at once; a question has far fewer
  const IDLE = 4001; // the server's word for a visit that was left
  const TRIES = "tries";
  const data = document.body.dataset;
  const place = document.getElementById("terminal");
  const isTouch = data.touch === "1" || matchMedia("(pointer: coarse)").matches;
  const isKiosk = data.kiosk === "1";
  const parts = window.terminalParts;
  let socket = null;
  let terminal = null;
  let fit = null;

  function show(name) {
    for (const cover of document.querySelectorAll(".cover")) {
      cover.hidden = cover.id !== name;
    }
  }

  /* The font */

  function setFontSize() {
    let size = Number(data.fontSize);
    if (!size) {
      const now = fit.proposeDimensions();
      if (!now) return;
      const rows = isTouch ? ROWS_WITH_KEYS : ROWS;
      const factor = Math.min((now.cols + 0.5) / COLUMNS, (now.rows + 0.5) / rows);
      size = Math.max(Math.floor(terminal.options.fontSize * factor), SMALLEST);
    }
    if (size !== terminal.options.fontSize) terminal.options.fontSize = size;
  }

  function fill() {
    setFontSize();
    fit.fit();
  }

  /* The terminal */

  function open() {
    terminal = new parts.Terminal({
      allowProposedApi: true,
      cursorBlink: false,
      fontFamily: "Terminal, monospace",
      fontSize: 20,
      linkHandler: { activate() {} }, // a link leads nowhere
      logLevel: "off",
      screenReaderMode: true,
      scrollback: 0,
      theme: { background: "#000000" },
    });
    fit = new parts.FitAddon();
    terminal.loadAddon(fit);
    terminal.loadAddon(new parts.CanvasAddon());
    terminal.loadAddon(new parts.Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.parser.registerOscHandler(52, copy);
    terminal.open(place);
    if (isTouch) terminal.textarea.setAttribute("inputmode", "none"); // our keys, not the tablet's
    terminal.textarea.setAttribute("autocomplete", "off");
    fill();
    terminal.onData((typed) => send("stdin", cut(typed)));
    terminal.onResize((size) => send("resize", { width: size.cols, height: size.rows }));
    window.addEventListener("resize", fill);
    window.addEventListener("focus", takeKeys);
    terminal.focus();
  }

  function takeKeys() {
    terminal.focus();
  }

  function copy(text) {
    const coded = text.slice(text.indexOf(";") + 1);
    if (!isKiosk && coded !== "?" && navigator.clipboard) {
      const bytes = Uint8Array.from(atob(coded), (char) => char.charCodeAt(0));
      navigator.clipboard.writeText(new TextDecoder().decode(bytes)).catch(() => {});
    }
    return true;
  }

  function cut(typed) {
    const pasteEnd = "\x1b[201~";
    if (typed.length <= LONGEST) return typed;
    return typed.slice(0, LONGEST) + (typed.endsWith(pasteEnd) ? pasteEnd : "");
  }

  /* Touch: a swipe turns the wheel. (A tap comes as a click by itself.) */

  function scrollByTouch() {
    let from = null;
    place.addEventListener("touchstart", (event) => {
      from = event.touches.length === 1 ? event.touches[0].clientY : null;
    });
    place.addEventListener("touchmove", (event) => {
      const touch = event.touches[0];
      const line = place.clientHeight / terminal.rows;
      if (from === null) return;
      while (Math.abs(touch.clientY - from) >= line) {
        const step = touch.clientY < from ? 1 : -1;
        from -= step * line;
        terminal.element.dispatchEvent(
          new WheelEvent("wheel", {
            deltaY: step,
            deltaMode: WheelEvent.DOM_DELTA_LINE,
            clientX: touch.clientX,
            clientY: touch.clientY,
            bubbles: true,
            cancelable: true,
          }),
        );
      }
    });
  }

  /* The connection */

  function send(kind, value) {
    if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify([kind, value]));
  }

  function connect() {
    const url = new URL("ws", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.search = `?width=${terminal.cols}&height=${terminal.rows}&touch=${isTouch ? 1 : 0}`;
    const begun = Date.now();
    socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", (event) => {
      if (typeof event.data === "string") return;
      terminal.write(new Uint8Array(event.data));
      show("");
    });
    socket.addEventListener("close", (event) => {
      wipe();
      if (Date.now() - begun > 20000) sessionStorage.removeItem(TRIES);
      if (event.code === IDLE) rest();
      else comeBack();
    });
  }

  /* What stood on the screen is gone at once: for eyes, for screen readers, and for who asks the page. */
  function wipe() {
    window.removeEventListener("resize", fill);
    window.removeEventListener("focus", takeKeys);
    terminal.dispose();
    place.replaceChildren();
  }

  function rest() {
    show("resting");
    for (const name of ["keydown", "pointerdown"]) {
      window.addEventListener(name, () => location.reload(), { once: true });
    }
  }

  async function comeBack() {
    show("waiting");
    const tries = Number(sessionStorage.getItem(TRIES) || 0);
    sessionStorage.setItem(TRIES, String(tries + 1));
    await new Promise((done) => setTimeout(done, Math.min(500 * 2 ** tries, 20000)));
    try {
      await fetch("./", { cache: "no-store" });
    } catch {
      return comeBack();
    }
    location.reload(); // a fresh page: nothing of the visit is left in it
  }

  /* Begin */

  async function begin() {
    for (const name of ["contextmenu", "dragstart"]) {
      window.addEventListener(name, (event) => event.preventDefault());
    }
    if (isKiosk) window.addEventListener("copy", (event) => event.preventDefault());
    await document.fonts.load("20px Terminal").catch(() => {});
    await document.fonts.load("bold 20px Terminal").catch(() => {});
    open();
    scrollByTouch();
    connect();
  }

  begin();
})();
