'use strict';
// The arithmetic of a line: that of the program's own trends, so the command `fit` gives the same numbers.
const lines = (() => {
  const DAY = 86400000;
  const DAYS_TO_2000 = 10957;

  /** A date's years since the first day of 2000, and back, by the run's days per year. */
  const years = (millis, daysPerYear) => (millis / DAY - DAYS_TO_2000) / daysPerYear;
  const millis = (years, daysPerYear) => (Math.floor(years * daysPerYear + 1e-6) + DAYS_TO_2000) * DAY;

  // As LineFit.isDeterminedBy has it: with less, an observation has leverage one but for rounding.
  const LEAST_ROOM = 1e-9;

  /** The probability that Student's t is nearer to zero than by an angle's tangent times the root of v. (A&S 26.7.3, 26.7.4) */
  function central(angle, v) {
    const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2];
    let term = v % 2 ? Math.cos(angle) : 1;
    let sum = v === 1 ? 0 : term;
    for (let k = v % 2 ? 3 : 2; k <= v - 2; k += 2) {
      term *= square * (k - 1) / k;
      sum += term;
    }
    return v % 2 ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
  }

  /** The 97.5% quantile of Student's t with v degrees of freedom. */
  function quantile(v) {
    let [low, high] = [0, Math.PI / 2];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (central(middle, v) < 0.95) low = middle;
      else high = middle;
    }
    return Math.sqrt(v) * Math.tan((low + high) / 2);
  }

  const sum = numbers => numbers.reduce((total, number) => total + number, 0);
  const mean = numbers => sum(numbers) / numbers.length;

  /** The slope of a part of the observations, whose times have some sum of squares; NaN where the part does not determine one. */
  function slopeOf(times, logs, squares) {
    const [time, log] = [mean(times), mean(logs)];
    const own = sum(times.map(each => (each - time) ** 2));
    return own > LEAST_ROOM * squares ? sum(times.map((each, i) => (each - time) * (logs[i] - log))) / own : NaN;
  }

  /**
   * The least-squares line through times in years and logarithms, with standard errors, CR3's by clusters, and which observation is most
   * influential by Cook's distance; null where there is none.
   */
  function fit(times, logs, clusters) {
    const n = times.length;
    if (n < 3 || times.every(time => time === times[0])) return null;
    const [time, log] = [mean(times), mean(logs)];
    const squares = sum(times.map(each => (each - time) ** 2));
    const isFlat = logs.every(each => each === logs[0]);
    const slope = isFlat ? 0 : sum(times.map((each, i) => (each - time) * (logs[i] - log))) / squares;
    const residuals = times.map((each, i) => isFlat ? 0 : logs[i] - log - slope * (each - time));
    const left = sum(residuals.map(each => each * each));
    const rooms = times.map(each => 1 - 1 / n - (each - time) ** 2 / squares);
    const meat = sum(residuals.map((each, i) => rooms[i] >= LEAST_ROOM ? ((times[i] - time) * each / rooms[i]) ** 2 : NaN));
    const without = isOut => isFlat ? 0 : slopeOf(times.filter((each, i) => !isOut(i)), logs.filter((each, i) => !isOut(i)), squares);
    const groups = [...new Set(clusters)];
    const changes = groups.map(group => (without(i => clusters[i] === group) - slope) ** 2);
    const freedom = {classical: n - 2, hc3: n - 2, cr3: Math.min(groups.length - 1, n - 2)};
    const errors = {
      classical: Math.sqrt(left / (n - 2) / squares), hc3: Math.sqrt(meat) / squares,
      cr3: groups.length < 2 ? NaN : Math.sqrt((groups.length - 1) / groups.length * sum(changes)),
    };
    const distances = residuals.map((each, i) => rooms[i] < LEAST_ROOM ? Infinity : each * each * (1 - rooms[i]) / rooms[i] ** 2);
    const most = left > 0 ? distances.indexOf(Math.max(...distances)) : -1;
    return {
      n, time, log, slope, rSquared: isFlat ? null : 1 - left / sum(logs.map(each => (each - log) ** 2)),
      intervals: Object.entries(errors).filter(([, error]) => Number.isFinite(error))
        .map(([method, error]) => ({method, error, t: quantile(freedom[method])}))
        .map(({method, error, t}) => ({method, error, low: slope - t * error, high: slope + t * error})),
      influential: most < 0 ? null : {at: most, slope: without(i => i === most)},
    };
  }

  return {DAY, years, millis, quantile, fit};
})();
