// @ts-check

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 28 * DAY;
/** In percent. */
const LEAST_SHARE = 0.01;
/** Significant digits of an amount below 1, and of a number in scientific notation. */
const AMOUNT_DIGITS = 4;
const POWER_DIGITS = 6;
/** From these limits on, numbers are formatted in scientific notation. */
const MOST_DECIMALS = 20;
const HUGE = 1e15;
const TIMES = /** @type {const} */ ({
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  minutes: { hour: '2-digit', minute: '2-digit' },
  days: { weekday: 'short', day: 'numeric', month: 'short' },
  dates: { day: 'numeric', month: 'short', year: 'numeric' },
  utcDays: { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  utcDates: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  utcMonths: { month: 'short', year: 'numeric', timeZone: 'UTC' },
});
const MAX_DECIMALS = 8;
/** Digits kept of a number too small for those decimals. */
const LEAST_DIGITS = 5;
/** Digits that are certainly exact; the following ones may be rounding errors (102.03999999999999). */
const SURE_DIGITS = 12;

/** Of ordinal numbers, by the last digit. */
const ENDINGS = ['', 'st', 'nd', 'rd'];

/** Formats numbers and times in the user's language and time zone. */
export class Format {
  /** @type {string | undefined} */ #locale;
  /** @type {string | undefined} */ #timeZone;
  /** @type {Map<number, Intl.NumberFormat>} */ #numbers = new Map();
  /** @type {Map<keyof typeof TIMES, Intl.DateTimeFormat>} */ #times = new Map();
  /** @type {Intl.NumberFormat | undefined} */ #short;
  /** @type {Intl.NumberFormat | undefined} */ #power;

  /**
   * @param {string} [locale]  by default the user's
   * @param {string} [timeZone]
   */
  constructor(locale, timeZone) {
    this.#locale = locale;
    this.#timeZone = timeZone;
  }

  /** The name of the time zone. */
  get timeZone() { return this.#time('seconds').resolvedOptions().timeZone; }

  /** @param {number} value @param {number} decimals */
  price(value, decimals) {
    if (decimals > MOST_DECIMALS || Math.abs(value) >= HUGE) return signed(this.#scientific.format(value));
    let format = this.#numbers.get(decimals);
    if (!format) {
      format = new Intl.NumberFormat(this.#locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
      this.#numbers.set(decimals, format);
    }
    return signed(format.format(value));
  }

  /** Small amounts keep their first digits, so that a positive amount never looks like zero. @param {number} value */
  amount(value) {
    if (value >= 1_000) return value < HUGE ? this.#compact.format(value) : this.price(value, 0);
    if (Number.isInteger(value)) return this.price(value, 0);
    const least = value < 1 ? AMOUNT_DIGITS - 1 - Math.floor(Math.log10(value)) : 2;
    return this.price(value, Math.max(2, Math.min(decimalsOf(value), least)));
  }

  /** @param {number} time */
  time(time) {
    return this.#time('seconds').format(time);
  }

  /**
   * A time of another day is formatted with its day.
   * @param {number} time
   * @param {number} now
   * @param {'seconds' | 'minutes'} [unit]
   */
  moment(time, now, unit = 'seconds') {
    // Weekday, day and month repeat after years; a day may have 25 hours.
    const isToday = Math.abs(now - time) < 2 * DAY && this.#time('days').format(time) === this.#time('days').format(now);
    const clock = this.#time(unit).format(time);
    return isToday ? clock : `${this.#time('days').format(time)}, ${clock}`;
  }

  /** The short form: the time if it is today, otherwise the day. @param {number} time @param {number} now */
  brief(time, now) {
    const isToday = this.#time('dates').format(time) === this.#time('dates').format(now);
    return this.#time(isToday ? 'minutes' : 'days').format(time);
  }

  /** A time with its full date. @param {number} time */
  day(time) {
    return `${this.#time('dates').format(time)}, ${this.time(time)}`;
  }

  /** A time range with its date. @param {number} from @param {number} to */
  range(from, to) {
    const [first, last] = [from, to].map((time) => this.#time('dates').format(time));
    return `${this.day(from)} – ${first === last ? '' : `${last}, `}${this.time(to)}`;
  }

  /** What a change is relative to. @param {number | undefined} time  undefined for the previous close @param {number} now */
  since(time, now) {
    return time === undefined ? 'since previous close' : `since ${this.moment(time, now)}`;
  }

  /** @param {number} time @param {number} step  between two ticks */
  axisTime(time, step) {
    if (step >= DAY) return this.#time('days').format(time);
    return this.#time(step < MINUTE ? 'seconds' : 'minutes').format(time);
  }

  /** A tick of an axis of days, which are dates in UTC. @param {number} time @param {number} step */
  axisDate(time, step) {
    return this.#time(step >= MONTH ? 'utcMonths' : 'utcDays').format(time);
  }

  /** The date of a day's candle, with its year unless that is the present one. @param {number} time @param {number} now */
  date(time, now) {
    const isThisYear = new Date(time).getUTCFullYear() === new Date(now).getUTCFullYear();
    return this.#time(isThisYear ? 'utcDays' : 'utcDates').format(time);
  }

  /**
   * When a candle begins: its date if it holds days.
   * @param {number} time
   * @param {number} length  of the candle, ms
   * @param {number} now
   */
  start(time, length, now) {
    if (length < DAY) return this.moment(time, now, length >= HOUR ? 'minutes' : 'seconds');
    if (length < WEEK) return this.date(time, now);
    return length === WEEK ? `week of ${this.date(time, now)}` : `${Math.round(length / WEEK)} weeks from ${this.date(time, now)}`;
  }

  /** @param {number} length in ms */
  duration(length) {
    const seconds = Math.round(length / 1_000);
    if (seconds < 100) return `${seconds} s`;
    const minutes = Math.round(length / MINUTE);
    if (minutes < 100) return `${minutes} min`;
    return length < 4 * DAY ? `${Math.round(minutes / 60)} h` : `${Math.round(length / DAY)} days`;
  }

  /** A delay. @param {number} length in ms */
  delay(length) {
    if (length < 1_000) return `${Math.round(length)} ms`;
    return length < 9_950 ? `${this.price(length / 1_000, 1)} s` : this.duration(length);
  }

  /**
   * A change as text, so that it is understood without colour and arrow.
   * @param {number} from
   * @param {number} to
   * @param {number} decimals
   */
  change(from, to, decimals) {
    const scale = 10 ** decimals;
    const difference = Math.round((to - from) * scale) / scale;
    if (difference === 0) return { direction: 'same', arrow: '●', words: 'unchanged' };
    const isUp = difference > 0;
    const share = from > 0 ? ` (${this.percent(from, to)})` : '';
    const words = `${isUp ? 'up' : 'down'} ${this.price(Math.abs(difference), decimals)}${share}`;
    return { direction: isUp ? 'up' : 'down', arrow: isUp ? '▲' : '▼', words };
  }

  /**
   * A change in short form: as a percentage, or as an absolute amount if it started at 0 or less.
   * @param {number} from
   * @param {number} to
   * @param {number} decimals
   */
  shortChange(from, to, decimals) {
    return from > 0 ? this.percent(from, to) : `${to > from ? '+' : to < from ? '−' : ''}${this.price(Math.abs(to - from), decimals)}`;
  }

  /**
   * A change as a signed percentage of a positive start; one too small for two decimals still differs from none.
   * @param {number} from
   * @param {number} to
   */
  percent(from, to) {
    const share = Math.abs((to - from) / from) * 100;
    const sign = to > from ? '+' : to < from ? '−' : '';
    const isTiny = share > 0 && share < LEAST_SHARE / 2;
    return `${sign}${isTiny ? '<' : ''}${this.price(isTiny ? LEAST_SHARE : share, 2)} %`;
  }

  get #scientific() {
    this.#power ??= new Intl.NumberFormat(this.#locale, { notation: 'scientific', maximumSignificantDigits: POWER_DIGITS });
    return this.#power;
  }

  get #compact() {
    this.#short ??= new Intl.NumberFormat(this.#locale, { notation: 'compact', maximumSignificantDigits: 4 });
    return this.#short;
  }

  /** Created lazily, because each takes the browser milliseconds. @param {keyof typeof TIMES} kind */
  #time(kind) {
    const made = this.#times.get(kind)
      ?? new Intl.DateTimeFormat(this.#locale, { hourCycle: 'h23', timeZone: this.#timeZone, ...TIMES[kind] });
    this.#times.set(kind, made);
    return made;
  }
}

/** A place in a line: 1st, 2nd, 3rd, 11th. @param {number} place  from 1 */
export function ordinal(place) {
  const isTeen = Math.floor(place / 10) % 10 === 1;
  return `${place}${(!isTeen && ENDINGS[place % 10]) || 'th'}`;
}

/** Replaces the hyphen with a minus sign, which is as wide as a plus. @param {string} number */
function signed(number) {
  return number.replace(/^-/, '−');
}

/**
 * The larger of the decimals so far and those a number needs.
 * @param {number} before
 * @param {number} value
 */
export function widenDecimals(before, value) {
  // Fast path: almost every price needs no more.
  const power = 10 ** before;
  return Math.round(value * power) / power === value ? before : Math.max(before, decimalsOf(value));
}

/**
 * The decimals that a number was written with, as far as that can be reconstructed.
 * @param {number} value
 */
export function decimalsOf(value) {
  if (value === 0) return 0;
  const [digits, exponent] = Math.abs(value).toExponential(SURE_DIGITS - 1).split('e');
  const written = (digits.replace(/0+$/, '').split('.')[1] ?? '').length - Number(exponent);
  return Math.min(Math.max(MAX_DECIMALS, LEAST_DIGITS - 1 - Number(exponent)), Math.max(0, written));
}
