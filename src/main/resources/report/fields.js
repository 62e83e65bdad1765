'use strict';
// Fields for dates that a reader types into.
const fields = (() => {
  // Date.parse also takes other text, which would become part of the command and the settings that a reader copies.
  // It also takes the 30th of February for a day in March.
  const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;

  /** The day in a field, empty text where there is none, or null where it is no date: half typed, or with a year of fewer than four digits. */
  const date = field => field.validity.badInput || field.value && field.value < '1000' ? null : field.value;

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

  return {isDay, date, onDate, write};
})();
