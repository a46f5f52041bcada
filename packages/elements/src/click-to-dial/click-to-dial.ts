import type { Dialer } from '@dialdeck/core';
import { loadNumberReader, type NumberReader } from '@dialdeck/core/numbers';
import { placeCall } from '../shared/place-call.js';
import { addLook, decorate, mark, undecorate } from './decoration.js';
import { mayHaveNumbers, type NumberInText, numbersIn } from './page-numbers.js';
import { isInSkipped, isSkipped } from './skipped.js';
import { createTextQueue } from './text-queue.js';

/** What `enableClickToDial` takes. */
export interface ClickToDialOptions {
  readonly dialer: Dialer;
  /** Where numbers without a country code belong, ISO 3166-1 alpha-2 such as `US`. Without it only +… is found. */
  readonly country?: string | undefined;
  /** The part of the page to look at. @defaultValue `document.body` */
  readonly root?: HTMLElement | undefined;
  /** Told when a call could not be placed. @defaultValue thrown as an uncaught error */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Milliseconds of work per turn; 50 is where people begin to notice. */
const turnMs = 32;
/** So many texts with numbers wait at most until they become links. */
const mostFound = 2_500;

interface FoundNumbers {
  readonly text: Text;
  /** As it was read. */
  readonly data: string;
  readonly numbers: readonly NumberInText[];
}

/**
 * Makes the telephone numbers of a page callable: `tel:` links, and numbers in its texts, which become links that look
 * as before but for a dotted line. Numbers are what the numbering plans of the world say; dates, prices and ids are left
 * alone, and so are fields, what is being edited, code, buttons, links, and what has `data-dial-ignore`. Keeps up with a
 * changing page, a few milliseconds per turn. A link fires the cancellable `dial-before-call` before it calls.
 *
 * Texts are moved into links: on parts of a page that a framework renders anew by replacing single text nodes, set
 * `data-dial-ignore` or render a `tel:` link.
 *
 * @returns stops, and puts the page back as it was
 */
export async function enableClickToDial(options: ClickToDialOptions): Promise<() => void> {
  const { dialer, country, root = document.body, onError = reportError } = options;
  const read = await loadNumberReader(country);
  const stopClicks = listenForClicks(root, { dialer, onError });
  const stopLooking = keepDecorated(root, read);
  return () => {
    stopClicks();
    stopLooking();
  };
}

function listenForClicks(
  root: HTMLElement,
  { dialer, onError }: { readonly dialer: Dialer; readonly onError: (error: unknown) => void },
): () => void {
  const clicked = (event: MouseEvent) => {
    // The host's own handler, and a click that opens a tab, come first.
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.composedPath().find(isNumberLink);
    if (!link) return;
    event.preventDefault();
    const number = link.getAttribute(mark) ?? decodeTel(link.href);
    placeCall(link, { dialer, number }).catch(onError);
  };
  root.addEventListener('click', clicked);
  return () => root.removeEventListener('click', clicked);
}

const isNumberLink = (target: EventTarget): target is HTMLAnchorElement =>
  target instanceof HTMLAnchorElement && (target.hasAttribute(mark) || /^tel:/i.test(target.href));

/** What a page wrote after `tel:`; a stray per cent sign stays what it is. */
function decodeTel(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function keepDecorated(root: HTMLElement, read: NumberReader): () => void {
  const trees = new Map<ParentNode, () => void>();
  const found: FoundNumbers[] = [];
  let turn: (() => void) | undefined;

  const queue = createTextQueue(watch);
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') renew(target);
      for (const node of addedNodes) if (!isOurs(node) && !isInSkipped(node)) enqueue(node);
    }
  });

  function watch(tree: HTMLElement | ShadowRoot): void {
    if (trees.has(tree)) return;
    trees.set(tree, addLook(tree instanceof ShadowRoot ? tree : tree.ownerDocument));
    observer.observe(tree, { childList: true, characterData: true, subtree: true });
  }

  /** A text that changed in a link of ours may be another number now, or none. */
  function renew(text: Node): void {
    const link = text.parentElement;
    const parent = link?.parentNode;
    if (link?.hasAttribute(mark) && parent) {
      undecorate(link);
      enqueue(parent);
    } else if (!isInSkipped(text)) enqueue(text);
  }

  function enqueue(node: Node): void {
    queue.add(node);
    turn ??= soon(work);
  }

  /** First all is read, then all is written: a page that changes in between would be laid out anew each time. */
  function work(): void {
    turn = undefined;
    const until = performance.now() + turnMs;
    while (found.length < mostFound && performance.now() < until) {
      const text = queue.next();
      if (!text) break;
      const { data } = text;
      if (!mayHaveNumbers(data) || isInSkipped(text)) continue;
      const numbers = numbersIn(data, read);
      if (numbers.length > 0) found.push({ text, data, numbers });
    }
    if (queue.empty || found.length >= mostFound) write(until);
    if (!queue.empty || found.length > 0) turn = soon(work);
  }

  function write(until: number): void {
    while (found.length > 0 && performance.now() < until) {
      const { text, data, numbers } = found.pop() as FoundNumbers;
      // It may have changed, been made a link, or put into a field, since it was read.
      if (text.data === data && text.parentNode && !isInSkipped(text)) decorate(text, numbers);
    }
    // What was just made is no news.
    observer.takeRecords();
  }

  watch(root);
  if (!isSkipped(root) && !isInSkipped(root)) enqueue(root);
  return () => {
    observer.disconnect();
    turn?.();
    for (const [tree, removeLook] of trees) {
      removeLook();
      for (const link of tree.querySelectorAll(`a[${mark}]`)) undecorate(link);
    }
  };
}

/** In a task of its own, behind what the page has to do. `setTimeout` in a row waits 4 ms each time. @returns cancels it */
function soon(run: () => void): () => void {
  const { scheduler } = globalThis as { scheduler?: { postTask(run: () => void, how: object): Promise<unknown> } };
  if (!scheduler) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const stop = new AbortController();
  scheduler.postTask(run, { priority: 'user-visible', signal: stop.signal }).catch((error) => {
    if (!stop.signal.aborted) reportError(error);
  });
  return () => stop.abort();
}

const isOurs = (node: Node) => node instanceof Element && node.hasAttribute(mark);
