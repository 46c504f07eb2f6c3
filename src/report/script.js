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

  function makeFilter(list) {
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
    });
    box.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    list.before(box);
    return function () {
      select.value = "";
      showTurns(turns, "", status);
    };
  }

  // ---- where a link leads must be open to the eye

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
    const own = target.matches(".margin > li") &&
      target.querySelector("details");
    if (own) {
      own.open = true;
    }
    target.scrollIntoView();
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  const list = document.querySelector("ol.turns");
  const showAll = list ? makeFilter(list) : null;
  window.addEventListener("hashchange", function () {
    reveal(showAll);
  });
  if (location.hash) {
    reveal(showAll);
  }
  window.addEventListener("beforeprint", function () {
    for (const details of document.querySelectorAll("details")) {
      details.open = true;
    }
  });
})();
