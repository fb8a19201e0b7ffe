// @ts-check
import { LiveSymbol } from './live-symbol.js';

/**
 * @typedef {import('./live-symbol.js').Feed} Feed
 * @typedef {import('./known-rows.js').Entry} Entry
 * @typedef {object} Names  of the symbols that exist; may learn them by and by
 * @property {(symbol: string) => Entry | undefined} find  as far as it is known
 * @property {(text: string) => Entry | undefined} resolve  the one meant by a name in an address, as far as it is known
 * @property {(symbol: string) => boolean} lacks  whether it is known that there is none
 * @typedef {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} Connection
 */

/** All the page shows, in one place; the views only read it. */
export class PageState {
  live = new LiveSymbol();
  /** Undefined while there is no list of symbols. @type {Names | undefined} */ catalogue;
  /** Why there is no catalogue yet. @type {'loading' | 'retrying'} */ listTrouble = 'loading';
  /** @type {Connection} */ connection = 'idle';
  /** Whether there ever was a connection: a lost one is told apart from a first one. */
  wasOpen = false;
  /** What the server says of its own source; undefined until it has. @type {Feed | undefined} */ feed;
  simulated = false;
  /** How long a symbol waits between two updates while the server is busy; undefined while it is not. @type {number | undefined} */
  busyMillis;
  isOnline = true;

  get isOpen() { return this.connection === 'open'; }

  /** The chosen symbol's row in the catalogue, if it is known there. */
  get row() { return this.catalogue?.find(this.live.symbol); }

  /** What a person calls the chosen symbol. */
  get ticker() { return this.row?.ticker ?? this.live.symbol; }

  /** @param {Connection} connection */
  onConnection(connection) {
    this.connection = connection;
    this.wasOpen ||= connection === 'open';
    if (connection !== 'open') {
      this.feed = undefined;
      this.busyMillis = undefined;
      this.live.onAsking();
    }
  }

  /** @param {{ feed: Feed, simulated: boolean }} status */
  onStatus({ feed, simulated }) {
    this.feed = feed;
    this.simulated = simulated;
    this.live.onFeed(feed);
  }

  /** @param {{ isBusy: boolean, millis: number }} pace */
  onPace({ isBusy, millis }) {
    this.busyMillis = isBusy ? millis : undefined;
  }
}
