'use strict';
// Fields for dates and numbers that a reader types into.
const fields = (() => {
  // Date.parse also takes other text, which would become part of the command and the settings that a reader copies.
  // It also takes the 30th of February for a day in March.
  const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;

  const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺';

  /** The number that a text is, as people and programs write it: 1e28, 10^28, 10**28, 10²⁸, 2.5 × 10²⁵. NaN where it is none. */
  function number(text) {
    const plain = text.trim().replace(/[⁰¹²³⁴-⁹⁻⁺]+/g, power => '^' + [...power].map(each => '0123456789-+'[raised.indexOf(each)]).join(''))
      .replace(/^(?:([\d.]+)\s*[×x*·]\s*)?10\s*(?:\^|\*\*)\s*/i, (all, times) => `${times ?? 1}e`);
    return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  }

  /** The day in a field, empty text where there is none, or null where it is no date: half typed, or with a year of fewer than four digits. */
  const date = field => field.validity.badInput || field.value && field.value < '1000' ? null : field.value;

  /** What is wrong with the day in a field that has a name; empty text where nothing is. */
  const fault = (field, name) => date(field) !== null ? ''
    : field.validity.badInput ? `${name} is not a date` : `${name} has the year ${Number(field.value.slice(0, -6))}: write it with four digits`;

  const taken = new Map();

  /** Takes a day as soon as it is whole, and anything else when the field is left: a browser says that a date has changed at every digit. */
  function onDate(field, take) {
    const look = isLeft => {
      const day = date(field);
      if (day === taken.get(field) || !day && !isLeft) return;
      taken.set(field, day);
      take(day ?? '');
    };
    field.addEventListener('change', () => look(false));
    field.addEventListener('blur', () => look(true));
  }

  /** Writes a day into its field, unless a reader is typing there or has typed half a date. */
  function write(field, day) {
    if (field === document.activeElement || !day && date(field) === null) return;
    field.value = day;
    taken.set(field, field.value);
  }

  return {isDay, number, date, fault, onDate, write};
})();
