'use strict';
// What an address names stays in place while charts are drawn above it, until a reader acts.
const scrolling = (() => {
  let isOver = false;
  const end = () => { isOver = true; };
  for (const act of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(act, end, {passive: true});
  return {
    begin() { isOver = false; },
    end,
    keep(place) { if (!isOver) place?.scrollIntoView({behavior: 'instant'}); },
  };
})();
