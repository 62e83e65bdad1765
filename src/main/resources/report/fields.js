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

  /**
   * The day that a day, a month or a year means, by the rules of the commands; null where a text is none of them.
   *
   * @param rule of a month or a year: its `middle`, its `end`, the day after its last, or else its first day
   */
  function day(text, rule) {
    const parts = text.trim().split('-');
    const first = [...parts, '01', '01'].slice(0, 3).join('-');
    if (parts.length > 3 || !isDay(first)) return null;
    if (!rule || parts.length === 3) return first;
    const [year, month] = parts.map(Number);
    const days = ((month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1)) - Date.parse(first)) / lines.DAY;
    const made = new Date(Date.parse(first) + (rule === 'end' ? days : Math.floor((days - 1) / 2)) * lines.DAY).toISOString().slice(0, 10);
    return isDay(made) ? made : null;
  }

  /** The rules of fields of which a month or a year is not its first day. */
  const rules = new Map();

  /** The day in a field, empty text where there is none, or null where what is there is no date, or half of one. */
  const date = field => field.value.trim() && day(field.value, rules.get(field));

  /** What is wrong with the day in a field that has a name; empty text where nothing is. */
  const fault = (field, name) => date(field) === null ? `${name} is not a date such as 2026-05-02, 2026-05 or 2026` : '';

  /** Takes a day, a month or a year as soon as it is one. What is none, which may be the beginning of one, is none when the field is left. */
  function onDate(field, take) {
    field.addEventListener('input', () => { if (date(field) !== null) take(date(field)); });
    field.addEventListener('change', () => { if (date(field) === null) take(''); });
  }

  /** Writes a day into its field, unless a reader has typed it in another way, or is typing there. */
  function write(field, text) {
    if (field !== document.activeElement && date(field) !== text && (text || date(field) !== null)) field.value = isDay(text) ? text : '';
  }

  return {isDay, number, day, rules, date, fault, onDate, write};
})();
