// @ts-check

/**
 * What people call things beside the names the lists give them, by symbol. Symbols that are not listed do no harm; where
 * several symbols have the same name, the first rows of the lists' own order come first.
 */
export const ALSO_CALLED = new Map(Object.entries({
  // Companies that have another name, or are known by a brand.
  META: ['facebook', 'instagram', 'whatsapp'], GOOGL: ['google', 'youtube'], GOOG: ['google'], PG: ['p&g'], JNJ: ['j&j'],
  KO: ['coke'], TSM: ['tsmc'], XYZ: ['square'], SQ: ['block'], AXP: ['amex'], BAC: ['bofa'], GM: ['gm'], HPQ: ['hewlett packard'],
  MSTR: ['microstrategy'], BABA: ['ali baba'], UNH: ['united health'], TMUS: ['t mobile'], MMM: ['3m'], 'BRK.B': ['berkshire'],
  TSLA: ['tesla motors'], DIS: ['disney'], WMT: ['wal mart'], LLY: ['lilly'], NVO: ['novo'], MCD: ['mc donalds'],
  // Funds and contracts that follow an index.
  SPY: ['s&p 500', 'sp 500', 'sp500', 'spx'], 'OANDA:SPX500_USD': ['s&p 500', 'sp500', 'spx'],
  '^GSPC': ['s&p 500', 'sp500', 'spx'],
  DIA: ['dow jones', 'dow 30', 'djia'], 'OANDA:US30_USD': ['dow jones', 'dow 30'], '^DJI': ['dow jones', 'dow 30', 'djia'],
  QQQ: ['nasdaq 100', 'nasdaq', 'ndx'], 'OANDA:NAS100_USD': ['nasdaq 100', 'nasdaq', 'ndx'], '^NDX': ['nasdaq 100'],
  '^IXIC': ['nasdaq composite'],
  IWM: ['russell 2000'], 'OANDA:US2000_USD': ['russell 2000'], 'OANDA:DE30_EUR': ['dax'], 'OANDA:UK100_GBP': ['ftse 100'],
  'OANDA:JP225_USD': ['nikkei'],
  // Raw materials.
  USO: ['crude oil', 'oil'], 'OANDA:WTICO_USD': ['crude oil', 'oil', 'wti'], 'OANDA:BCO_USD': ['brent', 'oil'],
  UNG: ['natural gas'], 'OANDA:NATGAS_USD': ['natural gas'],
}));
