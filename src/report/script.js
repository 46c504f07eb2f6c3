// What a page can do more where scripts run; without them nothing is missing.
"use strict";

(function () {
  // ---- tables that the reader sorts

  function valueOf(row, column) {
    const text = row.cells[column].textContent.trim();
    const number = parseFloat(text.replace(/[,<>]/g, ""));
    return { text: text, number: number };
  }

  // Undefined values come last, whichever way the others go.
  function order(a, b, numeric, sign) {
    if (!numeric) {
      return sign * a.text.localeCompare(b.text);
    }
    const lacksA = Number.isNaN(a.number), lacksB = Number.isNaN(b.number);
    if (lacksA || lacksB) {
      return lacksA - lacksB;
    }
    return sign * (a.number - b.number);
  }

  function sortBy(table, head, column) {
    const descends = head.getAttribute("aria-sort") === "descending";
    const numeric = head.classList.contains("n");
    const down = head.hasAttribute("aria-sort") ? !descends : numeric;
    for (const other of head.parentNode.cells) {
      other.removeAttribute("aria-sort");
    }
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = Array.from(table.tBodies[0].rows, function (row) {
      return { row: row, value: valueOf(row, column) };
    });
    rows.sort(function (a, b) {
      return order(a.value, b.value, numeric, down ? -1 : 1);
    });
    for (const entry of rows) {
      table.tBodies[0].append(entry.row);
    }
  }

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", function () {
        sortBy(table, head, column);
      });
      head.append(button);
    });
  }

  // ---- tables that go on beyond their box

  function watch(box) {
    function tell() {
      const right = box.scrollWidth - box.clientWidth - box.scrollLeft;
      const below = box.scrollHeight - box.clientHeight - box.scrollTop;
      box.classList.toggle("wide", box.scrollWidth > box.clientWidth + 1);
      box.classList.toggle("more-right", right > 1);
      box.classList.toggle("more-below", below > 1);
    }
    box.classList.add("boxed");
    box.addEventListener("scroll", tell, { passive: true });
    window.addEventListener("resize", tell);
    tell();
  }

  // ---- transcripts shown by code

  function option(value, text) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  }

  function showTurns(turns, code, status) {
    let shown = 0;
    for (const turn of turns) {
      const codings = Array.from(turn.querySelectorAll("[data-code]"));
      const fits = code === "" || (code === "*" ? codings.length > 0
        : codings.some(function (coding) {
          return coding.dataset.code === code;
        }));
      turn.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    status.textContent = shown + " of " + turns.length + " shown";
  }

  function makeFilter(list, settle) {
    const turns = Array.from(list.children);
    const box = document.createElement("form");
    const label = document.createElement("label");
    const select = document.createElement("select");
    const status = document.createElement("span");
    box.className = "filter";
    label.textContent = "Show ";
    status.setAttribute("role", "status");
    select.append(option("", "all turns"), option("*", "coded turns"));
    for (const item of document.querySelectorAll("ul.codes > li")) {
      const name = item.querySelector(".code").textContent;
      select.append(option(item.dataset.code, name));
    }
    label.append(select);
    box.append(label, status);
    select.addEventListener("change", function () {
      showTurns(turns, select.value, status);
      settle();
    });
    box.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    list.before(box);
    return function () {
      select.value = "";
      showTurns(turns, "", status);
      settle();
    };
  }

  // ---- codings beside the words they are about

  const wide = window.matchMedia("(min-width: 60.01rem)");

  // Reads all places first and moves things afterwards: one layout, not many.
  function align(items) {
    for (const item of items) {
      item.style.marginTop = "";
    }
    if (!wide.matches) {
      return;
    }
    const places = Array.from(items, function (item) {
      const mark = document.querySelector('.ref[href="#' + item.id + '"]');
      return {
        item: item,
        top: item.getBoundingClientRect().top,
        want: mark ? mark.getBoundingClientRect().top : null
      };
    });
    let list = null, shift = 0;
    for (const place of places) {
      if (place.item.parentNode !== list) {
        list = place.item.parentNode;
        shift = 0;
      }
      if (place.want !== null && place.want > place.top + shift) {
        const more = place.want - place.top - shift;
        place.item.style.marginTop = more + "px";
        shift += more;
      }
    }
  }

  function light(item, on) {
    if (!item.id.startsWith("c")) {
      return;
    }
    const chosen = 'mark[data-c~="' + item.id.slice(1) + '"]';
    for (const mark of document.querySelectorAll(chosen)) {
      mark.classList.toggle("lit", on);
    }
  }

  function makeMargins(items) {
    for (const item of items) {
      item.addEventListener("mouseenter", function () {
        light(item, true);
      });
      item.addEventListener("mouseleave", function () {
        light(item, item.matches(":target"));
      });
    }
    let asked = 0;
    function later() {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(function () {
        align(items);
      });
    }
    align(items);
    window.addEventListener("resize", later);
    return later;
  }

  // ---- where a link leads must be open to the eye

  // A long margin may stand below its words: both are shown where they fit.
  function showWords(item) {
    const mark = document.querySelector("mark.lit");
    const above = mark ? mark.getBoundingClientRect().top - 80 : 0;
    const bottom = item.getBoundingClientRect().bottom - above;
    if (above < 0 && bottom < window.innerHeight) {
      window.scrollBy(0, above);
    }
  }

  function reveal(showAll) {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) {
      return;
    }
    const turn = target.closest(".turn");
    if (turn && turn.hidden && showAll) {
      showAll();
    }
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") {
        at.open = true;
      }
    }
    if (!target.matches(".margin > li")) {
      target.scrollIntoView();
      return;
    }
    for (const mark of document.querySelectorAll("mark.lit")) {
      mark.classList.remove("lit");
    }
    light(target, true);
    const own = target.querySelector("details");
    if (own) {
      own.open = true;
    }
    target.scrollIntoView({ block: "center" });
    showWords(target);
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  document.querySelectorAll(".scroll").forEach(watch);
  const list = document.querySelector("ol.turns");
  const margins = document.querySelectorAll(".margin > li");
  const settle = makeMargins(margins);
  const showAll = list ? makeFilter(list, settle) : null;
  window.addEventListener("hashchange", function () {
    reveal(showAll);
  });
  // Only when all is loaded does the browser stop scrolling by itself.
  window.addEventListener("load", function () {
    if (location.hash) {
      requestAnimationFrame(function () {
        reveal(showAll);
      });
    }
  });
  window.addEventListener("beforeprint", function () {
    for (const item of margins) {
      item.style.marginTop = "";
    }
    for (const details of document.querySelectorAll("details")) {
      details.open = true;
    }
  });
})();
