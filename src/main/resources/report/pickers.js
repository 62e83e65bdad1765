'use strict';
// A list of values to tick: the most frequent first, and the rest as they are looked for.
const pickers = (() => {
  const SHOWN = 8;
  const hasWord = (name, word) => ` ${name} `.includes(` ${word} `);

  /** The names that have a value as a word, and those that are words of these, by the rule of the command `fit`. */
  function similar(names, value) {
    const longer = names.filter(name => hasWord(name, value));
    return names.filter(name => longer.includes(name) || longer.some(each => hasWord(each, name)));
  }

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
   * Makes the list in its element of the page.
   *
   * @param names the values as they are written
   * @param picked is given whether none of the values ticked are wanted, and their indices
   */
  function make(holder, names, picked) {
    const [summary, how, sought, every, list, note] = ['summary span', 'select', 'input', 'button', 'div', 'p'].map(each => holder.querySelector(each));
    const pick = () => picked(how.value === '!', [...all.keys()].filter(at => all[at].box.checked));
    const all = names.map(name => made(name, pick));
    const values = all.map(({box}) => box.value);
    let [counts, order, found] = [[], all, all];

    /** Shows what is looked for, what is ticked, and what has the focus. */
    function look() {
      const part = folded(sought.value.trim());
      const also = part ? similar(values.filter(value => value !== part), part) : [];
      const named = order.filter(({box}) => box.value.includes(part));
      const others = order.filter(each => !named.includes(each) && also.includes(each.box.value));
      found = [...named, ...others];
      const first = new Set([...named.slice(0, SHOWN), ...others]);
      for (const each of all) each.label.hidden = !first.has(each) && !each.box.checked && each.box !== document.activeElement;
      every.hidden = !part || found.length < 2;
      every.textContent = `Tick all ${found.length} found`;
      note.textContent = !found.length ? 'None has this in its name.'
        : found.length > first.size ? `${first.size} of ${found.length}, those of most releases first.` : '';
    }

    sought.hidden = all.length <= SHOWN;
    sought.addEventListener('input', () => {
      look();
      list.replaceChildren(...[...found, ...order.filter(each => !found.includes(each))].map(({label}) => label));
    });
    every.addEventListener('click', () => {
      for (const {box} of found) box.checked = true;
      pick();
    });
    how.addEventListener('change', () => {
      if (all.some(({box}) => box.checked)) pick();
      else head([]);
    });

    /** What the list does, beside its name: with nothing ticked too, if what is ticked would be left out. */
    function head(indices) {
      const isNone = how.value === '!';
      summary.textContent = indices.length ? (isNone ? 'all but ' : 'only ') + indices.map(at => names[at]).join(isNone ? ' and ' : ' or ')
        : isNone ? 'all but those ticked' : 'all';
    }

    /** Forgets the mode and what was looked for. */
    function clear() {
      how.value = sought.value = '';
      list.replaceChildren(...order.map(({label}) => label));
    }

    /** Ticks values. The counts are of the releases of each. */
    function show(isNone, indices, numbers) {
      if (indices.length) how.value = isNone ? '!' : '';
      all.forEach(({box}, at) => { box.checked = indices.includes(at); });
      if (numbers !== counts) {
        counts = numbers;
        all.forEach(({count}, at) => { count.textContent = counts[at].toLocaleString('en-US'); });
        order = [...all.keys()].sort((a, b) => counts[b] - counts[a] || a - b).map(at => all[at]);
        list.replaceChildren(...order.map(({label}) => label));
      }
      head(indices);
      look();
    }

    return {show, clear};
  }

  return {folded, similar, make};
})();
