'use strict';
// The element that an address leads to stays in view while charts are drawn above it, until a reader acts.
const scrolling = (() => {
  let isOver = false;
  const end = () => { isOver = true; };
  for (const act of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(act, end, {passive: true});
  return {
    begin() { isOver = false; },
    end,
    keep(element) {
      // The contents cover the top of the window.
      document.documentElement.style.scrollPaddingTop = `${document.querySelector('nav').offsetHeight}px`;
      if (!isOver) element?.scrollIntoView({behavior: 'instant'});
    },
  };
})();
