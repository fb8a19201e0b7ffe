/** What this page uses of autoComplete.js, which brings no types of its own. */
declare module '@tarekraafat/autocomplete.js' {
  export interface Configuration<T> {
    selector: () => HTMLElement;
    wrapper: boolean;
    debounce: number;
    trigger: (query: string) => boolean;
    data: { src: (query: string) => Promise<T[]> };
    searchEngine: (query: string, record: T) => string;
    resultsList: {
      tag: string;
      id: string;
      class: string;
      maxResults: number;
      noResults: boolean;
      destination: () => HTMLElement;
      position: InsertPosition;
      element: (list: HTMLElement) => void;
    };
    resultItem: { tag: string; id: string; class: string; element: (item: HTMLElement, data: { value: T }) => void };
    events: Record<'input' | 'list', Record<string, (event: never) => void>>;
  }
  export default class AutoComplete<T> {
    constructor(configuration: Configuration<T>);
    readonly list: HTMLElement;
    readonly isOpen?: boolean;
    readonly cursor: number;
    start(query?: string): void;
    close(): void;
    next(): void;
    previous(): void;
    goTo(index: number): void;
    unInit(): void;
  }
}
