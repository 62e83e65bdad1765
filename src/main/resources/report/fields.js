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

  /** The first day of a day, a month or a year that a text is, or the day in its middle, by the rule of the commands; null where it is none. */
  function day(text, isMiddle) {
    const parts = text.trim().split('-');
    const first = [...parts, '01', '01'].slice(0, 3).join('-');
    if (parts.length > 3 || !isDay(first)) return null;
    if (!isMiddle || parts.length === 3) return first;
    const [year, month] = parts.map(Number);
    const days = ((month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1)) - Date.parse(first)) / 86400000;
    return new Date(Date.parse(first) + Math.floor((days - 1) / 2) * 86400000).toISOString().slice(0, 10);
  }

  /** The fields of which a month or a year is its middle. */
  const middles = new Set();

  /** The day in a field, empty text where there is none, or null where what is there is no date, or half of one. */
  const date = field => field.value.trim() && day(field.value, middles.has(field));

  /** What is wrong with the day in a field that has a name; empty text where nothing is. */
  const fault = (field, name) => date(field) === null ? `${name} is not a date such as 2026-05-02, 2026-05 or 2026` : '';

  /** Takes a day as soon as it is whole, and a month or a year when the field is left, which may be the beginning of a day. */
  function onDate(field, take) {
    field.addEventListener('input', () => { if (isDay(field.value)) take(field.value); });
    field.addEventListener('change', () => take(date(field) ?? ''));
  }

  /** Writes a day into its field, unless a reader has typed it in another way, or is typing there. */
  function write(field, text) {
    if (field !== document.activeElement && date(field) !== text && (text || date(field) !== null)) field.value = isDay(text) ? text : '';
  }

  return {isDay, number, day, middles, date, fault, onDate, write};
})();
