'use strict';
// A list of values to tick: the most frequent first, and the rest as they are looked for.
const pickers = (() => {
  const SHOWN = 8;
  const folded = text => text.replaceAll('Σ', 'σ').toLowerCase();

  function made(name, picked) {
    const [label, box, count] = ['label', 'input', 'span'].map(each => document.createElement(each));
    box.type = 'checkbox';
    box.value = folded(name);
    box.addEventListener('change', picked);
    label.append(box, name, count);
    return {name, label, box, count};
  }

  /**
   * Makes the list in its place in the page.
   *
   * @param names the values as they are written
   * @param picked is given whether none of the values ticked are wanted, and their indices
   */
  function make(place, names, picked) {
    const [summary, how, sought, list, note] = ['summary span', 'select', 'input', 'div', 'p'].map(each => place.querySelector(each));
    const pick = () => picked(how.value === '!', [...all.keys()].filter(at => all[at].box.checked));
    const all = names.map(name => made(name, pick));
    let [counts, order] = [[], all];

    /** Shows what is looked for, what is ticked, and what has the focus. */
    function look() {
      const found = order.filter(({box}) => box.value.includes(folded(sought.value.trim())));
      const first = new Set(found.slice(0, SHOWN));
      for (const each of all) each.label.hidden = !first.has(each) && !each.box.checked && each.box !== document.activeElement;
      note.textContent = !found.length ? 'None has this in its name.'
        : found.length > SHOWN ? `${SHOWN} of ${found.length}, those of most releases first.` : '';
    }

    sought.hidden = all.length <= SHOWN;
    sought.addEventListener('input', look);
    how.addEventListener('change', () => { if (all.some(({box}) => box.checked)) pick(); });

    /** Ticks values. The counts are of the releases of each. */
    function show(isNone, places, numbers) {
      if (places.length) how.value = isNone ? '!' : '';
      all.forEach(({box}, at) => { box.checked = places.includes(at); });
      if (numbers !== counts) {
        counts = numbers;
        all.forEach(({count}, at) => { count.textContent = counts[at].toLocaleString('en-US'); });
        order = [...all.keys()].sort((a, b) => counts[b] - counts[a] || a - b).map(at => all[at]);
        list.replaceChildren(...order.map(({label}) => label));
      }
      summary.textContent = places.length ? (isNone ? 'not ' : '') + places.map(at => names[at]).join(isNone ? ', not ' : ' or ') : 'all';
      look();
    }

    return {show};
  }

  return {folded, make};
})();
