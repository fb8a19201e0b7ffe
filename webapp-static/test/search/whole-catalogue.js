// @ts-check
import { Catalogue } from '../../js/search/worker/catalogue.js';

/** A catalogue as the page sees it through the search worker, without waiting for its replies. */
export class WholeCatalogue extends Catalogue {
  /** Whether there is no row of that symbol. @param {string} symbol */
  lacks(symbol) {
    return !this.find(symbol);
  }
}
