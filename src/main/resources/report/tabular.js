'use strict';
// Tables, lists and files of what the page computes.
const tabular = (() => {
  const words = {
    n: 'number', r_squared: 'R squared', slope_oom_per_year: 'slope, orders of magnitude a year', growth_factor_per_year: 'growth factor a year',
    doubling_time_months: 'doubling time, months', standard_error: 'standard error of the slope', oom: 'orders of magnitude',
    low: 'low end', high: 'high end', log10: 'logarithm of', influential: 'most influential release',
    doubling_time_without_it_months: 'doubling time without it, months',
  };
  /** A column's name in words. */
  const heading = column => words[column] ?? column.replace(/(?<=_|^)(n|oom|low|high|log10)(?=_|$)/g, part => words[part])
    .replace(/(ci)?(80|90|95)(?=_|$)/g, '$2%').replace(/^p(\d\d?)(_(\d))?$/, (all, whole, has, tenth) => `${Number(whole)}${has ? '.' + tenth : ''}% of paths below`)
    .replaceAll('_', ' ');

  /** A table of texts, under its columns' names in words. */
  function table(caption, columns, rows) {
    const made = document.createElement('table');
    made.createCaption().appendChild(document.createElement('span')).textContent = caption;
    const header = made.createTHead().insertRow();
    for (const column of columns) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = heading(column);
      header.append(cell);
    }
    const body = made.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      for (const text of row) line.insertCell().textContent = text;
    }
    return made;
  }

  /** The items of a list, one for each line of text. */
  const items = lines => lines.map(line => {
    const item = document.createElement('li');
    item.textContent = line;
    return item;
  });

  // The apostrophe keeps a spreadsheet from taking text for a formula, as in the page's other files.
  const cell = inner => {
    const written = typeof inner === 'string' && /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(inner) ? "'" + inner : String(inner ?? '');
    return /[,;\t"\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
  };

  /** Rows as comma-separated values. */
  const csv = rows => rows.map(row => row.map(cell).join(',') + '\n').join('');

  function save(content, type, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], {type}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** Makes a link save what a function gives as comma-separated values; it gives nothing if there is nothing to save. */
  function saves(link, text) {
    link.addEventListener('click', event => {
      event.preventDefault();
      if (text()) save(text(), 'text/csv;charset=utf-8', link.getAttribute('download'));
    });
  }

  /** XML has no control characters, not even escaped. */
  const xml = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

  return {table, items, csv, xml, save, saves};
})();
