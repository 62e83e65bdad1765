'use strict';
// What all charts share: data from the page, colours from the style sheet, what is shown on hover. Text is only ever set
// as text.
const charts = (() => {
  let page = null;
  // The page's data are gzip in base 64. Scripts begin when they are unpacked.
  const packed = Uint8Array.from(atob(document.getElementById('page-data').textContent), letter => letter.charCodeAt(0));
  const ready = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).json()
    .then(read => { page = read; });
  const rows = new Map();
  const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

  const power = exponent => '10' + String(exponent).replace(/-/, '⁻').replace(/\d/g, digit => superscripts[digit]);

  const value = number => {
    if (number === null || number === undefined || !Number.isFinite(number)) return '–';
    if (number !== 0 && (Math.abs(number) >= 1e6 || Math.abs(number) < 1e-3)) {
      const [mantissa, exponent] = number.toExponential(1).split('e');
      return (mantissa === '1.0' ? '' : mantissa.replace(/\.0$/, '') + ' × ') + power(Number(exponent));
    }
    return number.toLocaleString('en-US', {maximumSignificantDigits: 3});
  };

  // 0 is a date, the first day of 1970.
  const isDate = date => Number.isFinite(date) || date instanceof Date;
  const day = date => isDate(date) ? new Date(date).toISOString().slice(0, 10) : '–';
  const month = date => isDate(date)
    ? new Date(date).toLocaleDateString('en-US', {month: 'short', year: 'numeric', timeZone: 'UTC'}) : '–';

  /** The cells of comma-separated values. (Vega's reader makes code of the header, which the page's policy forbids.) */
  function cells(csv) {
    const lines = [];
    let line = [];
    const cell = /("(?:[^"]|"")*"|[^",\n]*)([,\n])/y;
    for (let found = cell.exec(csv); found; found = cell.exec(csv)) {
      line.push(found[1].startsWith('"') ? found[1].slice(1, -1).replaceAll('""', '"') : found[1]);
      if (found[2] === '\n') {
        lines.push(line);
        line = [];
      }
    }
    return lines;
  }

  // The apostrophe that keeps a spreadsheet from taking text for a formula is no part of the text.
  const readers = {
    number: Number, date: Date.parse, boolean: text => text === 'true',
    string: text => /^'+(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? text.slice(1) : text,
  };

  /** A dataset's rows; dates are milliseconds since 1970. */
  function dataset(name) {
    if (!rows.has(name)) {
      const {csv, types} = page.datasets[name];
      const [header, ...lines] = cells(csv);
      rows.set(name, lines.map(line => Object.fromEntries(header.map(
        (column, index) => [column, line[index] === '' ? null : readers[types[column]](line[index])]))));
    }
    // Vega writes into the rows it is given.
    return rows.get(name).map(row => ({...row}));
  }

  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** The specification with the page's colours for their names; names of domains and titles are data and are left unchanged. */
  function coloured(part) {
    if (typeof part === 'string') return part.startsWith('--') ? style(part) : part;
    if (Array.isArray(part)) return part.map(coloured);
    if (part && typeof part === 'object') {
      return Object.fromEntries(Object.entries(part).map(
        ([key, inner]) => [key, ['domain', 'title'].includes(key) ? inner : coloured(inner)]));
    }
    return part;
  }

  const config = () => coloured({
    aria: false, background: null, font: style('--sans'), customFormatTypes: true,
    view: {stroke: null},
    axis: {
      labelColor: '--muted', titleColor: '--muted', domainColor: '--rule', tickColor: '--rule', gridColor: '--hair',
      labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400, titlePadding: 8, tickSize: 4, labelPadding: 5,
    },
    axisY: {domain: false, ticks: false},
    legend: {labelColor: '--ink', titleColor: '--muted', labelFontSize: 12, titleFontSize: 12, orient: 'top', title: null},
    text: {font: style('--sans'), color: '--ink'},
    point: {filled: true},
  });

  vega.expressionFunction('quantity', value);
  vega.expressionFunction('power', number => {
    const exponent = Math.log10(number);
    const whole = Math.round(exponent);
    return Math.abs(exponent - whole) > 1e-9 ? '' : whole >= 0 && whole <= 3 ? String(Math.round(number)) : power(whole);
  });

  // What is shown on hover, by what a row has.
  const unit = metric => {
    const option = document.querySelector(`#metric option[value="${CSS.escape(metric)}"]`);
    return option && option.dataset.unit ? ' ' + option.dataset.unit : '';
  };
  const range = (low, high, format) => low || high ? `${format(low)} to ${format(high)}` : '–';
  const crossing = (median, [low80, high80], [low95, high95]) => [
    ['Median date', day(median)], ['80%', range(low80, high80, month)], ['95%', range(low95, high95, month)]];
  const percent = share => Math.round(100 * share) + '%';
  /** A probability: never called certain. */
  const chance = share => share < 0.005 ? '<1%' : share >= 0.995 ? '>99%' : percent(share);
  const cases = row => [['Origins', row.n], ['Windows', row.n_windows + (row.evidence ? '' : ', no evidence')]];
  const cards = [
    {has: 'model', title: row => row.model, lines: row => [
      ['Organization', row.organizations || '–'], ['Published', day(row.published_on)],
      ['Value', value(row.value) + unit(row.metric)],
      ['Confidence', row.confidence ? row.confidence.toLowerCase() : 'not stated'], ['Domain', row.domain]]},
    {has: 'largest_release_id', title: row => `Q${new Date(row.quarter).getUTCMonth() / 3 + 1} ${new Date(row.quarter).getUTCFullYear()}`, lines: row => [
      ['Values', `${value(row.value_from)} to ${value(row.value_to)}${unit(row.metric)}`],
      ['Releases', row.n.toLocaleString('en-US')],
      ['Largest', `${row.largest_release_id}, ${value(row.largest_value)}`]]},
    {has: 'simulated80_low', title: row => row.label, lines: row => crossing(
      row.simulated_median, [row.simulated80_low, row.simulated80_high], [row.simulated95_low, row.simulated95_high])},
    {has: 'ci80_low', title: row => row.label, lines: row => crossing(
      row.median_date, [row.ci80_low, row.ci80_high], [row.ci95_low, row.ci95_high])},
    {has: 'p25', title: row => month(row.target_date), lines: row => [
      ['Scenario', row.scenario], ['Of', row.target || row.cohort], ['Median', value(row.p50) + unit(row.metric)],
      ['80%', range(row.p10, row.p90, value)], ['95%', range(row.p02_5, row.p97_5, value)]]},
    {has: 'relative_crps', title: row => `${row.method_name}, ${row.horizon_months} months ahead`, lines: row => [
      ['CRPS over the benchmark’s', row.relative_crps.toFixed(2)],
      ['90%', range(row.relative_crps_ci90_low, row.relative_crps_ci90_high, ratio => ratio.toFixed(2))], ...cases(row)]},
    {has: 'coverage80', title: row => `${row.method_name}, ${row.horizon_months} months ahead`, lines: row => [
      ['Inside 80%', percent(row.coverage80)], ['CRPS', row.crps.toFixed(2)], ['Bias', row.bias.toFixed(2)], ...cases(row)]},
    {has: 'actual', title: row => `For ${day(row.target_date)}`, lines: row => [
      ['Made on', day(row.origin)], ['Median', row.p50.toFixed(2)], ['80%', range(row.p10, row.p90, log => log.toFixed(2))],
      ['95%', range(row.p02_5, row.p97_5, log => log.toFixed(2))], ['Outcome', row.actual.toFixed(2)]]},
    {has: 'way', title: row => `${value(row.threshold)}${unit(row.metric)} before ${day(row.before)}`, lines: row => [
      ['Probability', percent(row.probability)], ['By', row.way], ['Vintage', day(row.origin_vintage)],
      ['Paths start', day(row.paths_start)]]},
    {has: 'mean_probability', title: row => row.method_name, lines: row => [
      ['Given', percent(row.mean_probability)], ['Came true', percent(row.share_happened)], ['Questions', row.n]]},
    {has: 'start', title: row => `${value(row.threshold)}${unit(row.metric)}`, lines: row => [
      ['Median date', day(row.median_date)], ['Vintage', day(row.origin_vintage)], ['Paths start', day(row.paths_start)],
      ['Setting', row.variant]]},
    {has: 'growth_factor_per_year', title: row => row.era, lines: row => [
      ['Growth', row.growth_factor_per_year.toFixed(2) + '× a year'],
      ['95%', range(row.growth_factor_ci95_low, row.growth_factor_ci95_high, factor => factor ? factor.toFixed(2) + '×' : '–')],
      ['Doubling', row.doubling_time_months ? row.doubling_time_months.toFixed(1) + ' months' : '–'], ['Releases', row.n]]},
  ];

  const hover = document.createElement('div');
  hover.id = 'hover';
  hover.hidden = true;
  document.body.append(hover);

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function show(handler, event, item, row) {
    if (!row) {
      hover.hidden = true;
      return;
    }
    const card = cards.find(each => row[each.has] !== undefined);
    const lines = card ? card.lines(row)
      : Object.entries(row).filter(([key]) => !key.startsWith('_') && key !== 'Symbol(vega_id)').slice(0, 12)
        .map(([key, inner]) => [key.replaceAll('_', ' '), typeof inner === 'number' && /(_on|_date|_low|_high)$/.test(key) && Math.abs(inner) > 1e11 ? day(inner)
          : typeof inner === 'number' ? value(inner) : String(inner ?? '–')]);
    hover.replaceChildren(...(card ? [element('strong', card.title(row))] : []));
    const list = document.createElement('dl');
    for (const [term, text] of lines) list.append(element('dt', term), element('dd', text));
    hover.append(list);
    hover.hidden = false;
    const box = hover.getBoundingClientRect();
    const left = event.clientX + 14 + box.width > innerWidth ? event.clientX - 14 - box.width : event.clientX + 14;
    const top = event.clientY + 14 + box.height > innerHeight ? event.clientY - 14 - box.height : event.clientY + 14;
    hover.style.left = Math.max(4, left) + 'px';
    hover.style.top = Math.max(4, top) + 'px';
  }

  /** The time axis from one day to another, whatever the data. */
  function spanning(compiled, days) {
    if (days) Object.assign(compiled.scales.find(scale => scale.name === 'x'), {domain: days, nice: false});
    return compiled;
  }

  /**
   * Names of the largest releases beside their points, as many as have room, clear of the marks named: none of these may be
   * without items, which Vega's labels cannot do with.
   */
  function label(compiled, clear) {
    if (!clear || !clear.length || !compiled.marks.some(mark => mark.name === 'notable_marks')) return compiled;
    compiled.marks.push({
      type: 'text', name: 'names', from: {data: 'notable_marks'}, interactive: false, clip: true,
      encode: {enter: {
        text: {signal: "datum.datum.model && length(datum.datum.model) < 28 ? datum.datum.model : truncate(datum.datum.model || '', 26)"},
        fontSize: {value: 11}, fill: {value: style('--ink')}, font: {value: style('--sans')},
      }},
      transform: [{
        type: 'label', size: {signal: '[width, height]'}, anchor: ['left', 'top-left', 'top', 'right', 'bottom-right', 'bottom'],
        offset: [3], padding: -2, avoidBaseMark: true,
        avoidMarks: clear.filter(name => name !== 'notable').map(name => name + '_marks'),
        sort: {field: 'datum.datum.rank', order: 'ascending'},
      }],
    });
    return compiled;
  }

  /** Leaves out labels that others would lie on: names of releases first, and of two others the later. */
  function unclutter(svg) {
    const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim() && text.__data__?.opacity !== 0);
    // All before any is left out: to ask again after each makes the browser lay the page out each time.
    const boxes = new Map(texts.map(text => [text, text.getBoundingClientRect()]));
    const shown = [];
    for (const text of texts.sort((a, b) => Boolean(a.closest('.names')) - Boolean(b.closest('.names')))) {
      const box = boxes.get(text);
      if (shown.some(other => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) {
        (text.__data__ ?? {}).opacity = 0;
        text.setAttribute('display', 'none');
      } else {
        shown.push(box);
      }
    }
  }

  const TOP = 8;

  /** Keeps room for a chart, so that it moves nothing when it is drawn. */
  function reserve(chart, height) {
    chart.panels.forEach((panel, index) => {
      document.getElementById(`chart-${chart.id}-${index}`).style.minHeight = `${TOP + height + chart.size.bottom}px`;
    });
  }

  // The last drawing of each panel. It waits for the one before it; what is requested meanwhile takes its turn, so that only the last
  // request is drawn.
  const drawings = new Map();

  /**
   * Draws a chart's panel.
   *
   * @param parameters values of Vega's parameters by name, and: data (datasets by name, if not the chart's own), layers (to draw in front),
   *     days (the ends of the time axis), height, clear (see label)
   */
  function draw(chart, panel, parameters = {}) {
    const id = `chart-${chart.id}-${panel}`;
    const last = drawings.get(id);
    if (last?.requested) {
      last.requested = parameters;
      return last.done;
    }
    const next = {requested: parameters};
    next.done = Promise.resolve(last?.done).catch(() => {}).then(() => {
      const newest = next.requested;
      next.requested = null;
      return drawn(chart, panel, newest, document.getElementById(id));
    });
    drawings.set(id, next);
    return next.done;
  }

  async function drawn(chart, panel, parameters, holder) {
    const plain = chart.panels[panel];
    const spec = coloured(parameters.layers ? {...plain, layer: [...plain.layer, ...parameters.layers]} : plain);
    spec.datasets = parameters.data || Object.fromEntries(chart.datasets.map(name => [name, dataset(name)]));
    for (const each of spec.params || []) if (each.name in parameters) each.value = parameters[each.name];
    const days = parameters.days || (spec.usermeta && spec.usermeta.days);
    const around = {left: Math.min(chart.size.left, Math.max(44, 0.54 * holder.clientWidth)), right: 14, top: TOP, bottom: chart.size.bottom};
    spec.padding = around;
    spec.width = Math.max(120, holder.clientWidth - around.left - around.right);
    spec.height = parameters.height || chart.size.height;
    spec.autosize = {type: 'none'};
    const axisY = {...config().axisY, labelLimit: around.left - 8, labelFontSize: holder.clientWidth < 480 ? 11 : 12};
    const result = await vegaEmbed(holder, spec, {
      ast: true, actions: false, logLevel: vega.Error, renderer: 'svg', defaultStyle: false, tooltip: show, config: {...config(), axisY},
      patch: compiled => label(spanning(compiled, days), parameters.clear),
    });
    // The holder's label says what the drawing shows, and the tables have its numbers: screen readers need not read its parts.
    holder.querySelector('svg').setAttribute('aria-hidden', 'true');
    unclutter(holder.querySelector('svg'));
    return result.view;
  }

  /**
   * Parts of the page that a reader asks. The page's script keeps the view and its address, and calls the parts. Each has:
   * first: its own keys of the view, with their first values
   * keys: the keys of the view that it shows
   * valid: whether it can show a view; isKnown, if there is one, whether it can show a key's value
   * draws: the ids of its charts; shown: which rows of a dataset its table has
   * section: the id of an element of its section, if it draws no chart
   * show: shows a view
   */
  const parts = [];
  const chart = id => page.charts.find(each => each.id === id);
  /** The first value of a parameter of a chart's drawing. */
  const parameter = (of, name) => of.panels[0].params.find(each => each.name === name).value;
  const has = (select, text) => [...select.options].some(option => option.value === text);

  return {get page() { return page; }, ready, dataset, draw, reserve, day, month, value, percent, chance, unit: metric => unit(metric).trim(), parts, chart, parameter, has};
})();
