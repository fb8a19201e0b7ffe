// @ts-check

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** In percent. */
const LEAST_SHARE = 0.01;
/** Digits of an amount below 1, and of a number that needs a power of ten. */
const AMOUNT_DIGITS = 4;
const POWER_DIGITS = 6;
/** More decimals, or a number from here on, are told as a power of ten. */
const MOST_DECIMALS = 20;
const HUGE = 1e15;
const TIMES = /** @type {const} */ ({
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  minutes: { hour: '2-digit', minute: '2-digit' },
  days: { weekday: 'short', day: 'numeric', month: 'short' },
  dates: { day: 'numeric', month: 'short', year: 'numeric' },
});

/** Writes numbers and times as the reader's language and time zone do. */
export class Format {
  /** @type {string | undefined} */ #locale;
  /** @type {string | undefined} */ #timeZone;
  /** @type {Map<number, Intl.NumberFormat>} */ #numbers = new Map();
  /** @type {Map<keyof typeof TIMES, Intl.DateTimeFormat>} */ #times = new Map();
  /** @type {Intl.NumberFormat | undefined} */ #short;
  /** @type {Intl.NumberFormat | undefined} */ #power;

  /**
   * @param {string} [locale]  the reader's own unless given
   * @param {string} [timeZone]
   */
  constructor(locale, timeZone) {
    this.#locale = locale;
    this.#timeZone = timeZone;
  }

  /** The reader's time zone, by name. */
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

  /** Small ones keep their first digits: an amount above nothing never looks like nothing. @param {number} value */
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
   * A time far from now has its day with it.
   * @param {number} time
   * @param {number} now
   */
  moment(time, now) {
    // The same words of a day come again after years; a day may have 25 hours.
    const isToday = Math.abs(now - time) < 2 * DAY && this.#time('days').format(time) === this.#time('days').format(now);
    return isToday ? this.time(time) : `${this.#time('days').format(time)}, ${this.time(time)}`;
  }

  /** As short as can be told what day it is. @param {number} time @param {number} now */
  brief(time, now) {
    const isToday = this.#time('dates').format(time) === this.#time('dates').format(now);
    return this.#time(isToday ? 'minutes' : 'days').format(time);
  }

  /** A time with its date, to be understood years later. @param {number} time */
  day(time) {
    return `${this.#time('dates').format(time)}, ${this.time(time)}`;
  }

  /** From one time to another, with its date. @param {number} from @param {number} to */
  range(from, to) {
    const [first, last] = [from, to].map((time) => this.#time('dates').format(time));
    return `${this.day(from)} – ${first === last ? '' : `${last}, `}${this.time(to)}`;
  }

  /** What a change is told from. @param {number | undefined} time  undefined for the previous close @param {number} now */
  since(time, now) {
    return time === undefined ? 'since previous close' : `since ${this.moment(time, now)}`;
  }

  /** @param {number} time @param {number} step  between neighbours on the axis */
  axisTime(time, step) {
    if (step >= DAY) return this.#time('days').format(time);
    return this.#time(step < MINUTE ? 'seconds' : 'minutes').format(time);
  }

  /** @param {number} length in ms */
  duration(length) {
    const seconds = Math.round(length / 1_000);
    if (seconds < 100) return `${seconds} s`;
    const minutes = Math.round(length / MINUTE);
    return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  }

  /** How late something is. @param {number} length in ms */
  delay(length) {
    if (length < 1_000) return `${Math.round(length)} ms`;
    return length < 9_950 ? `${this.price(length / 1_000, 1)} s` : this.duration(length);
  }

  /**
   * A change in words, so that colour and arrow are not needed to understand it.
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
   * A change in short: as a share of where it began, or, of a price of 0 or less, which has no shares, as what it is.
   * @param {number} from
   * @param {number} to
   * @param {number} decimals
   */
  shortChange(from, to, decimals) {
    return from > 0 ? this.percent(from, to) : `${to > from ? '+' : to < from ? '−' : ''}${this.price(Math.abs(to - from), decimals)}`;
  }

  /**
   * A change as a signed share of where it began, above 0; one too small for two decimals is still told from none.
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

  /** Made when it is needed first: the browser takes milliseconds for one. @param {keyof typeof TIMES} kind */
  #time(kind) {
    const made = this.#times.get(kind)
      ?? new Intl.DateTimeFormat(this.#locale, { ...TIMES[kind], hourCycle: 'h23', timeZone: this.#timeZone });
    this.#times.set(kind, made);
    return made;
  }
}

/** With the sign that is as wide as a plus. @param {string} number */
function signed(number) {
  return number.replace(/^-/, '−');
}

const MAX_DECIMALS = 8;
/** A number too small for those still tells this many digits. */
const LEAST_DIGITS = 5;
/** Digits that a number certainly holds; what follows them may come from adding and dividing (102.03999999999999). */
const SURE_DIGITS = 12;

/**
 * As many decimals as before, or as many more as a number needs.
 * @param {number} before
 * @param {number} value
 */
export function widenDecimals(before, value) {
  // Almost every price has no more: told without writing it down.
  const power = 10 ** before;
  return Math.round(value * power) / power === value ? before : Math.max(before, decimalsOf(value));
}

/**
 * The decimals a number was written with, as far as the number itself still tells.
 * @param {number} value
 */
export function decimalsOf(value) {
  if (value === 0) return 0;
  const [digits, exponent] = Math.abs(value).toExponential(SURE_DIGITS - 1).split('e');
  const written = (digits.replace(/0+$/, '').split('.')[1] ?? '').length - Number(exponent);
  return Math.min(Math.max(MAX_DECIMALS, LEAST_DIGITS - 1 - Number(exponent)), Math.max(0, written));
}
