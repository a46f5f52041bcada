// What pages write themselves: a queue that sends each revision as it is, three at a time as we do, five tries with
// growing pauses. One lives in memory, the other in localStorage.

import { noteOf, numbersIn } from './note.js';
import type { Circumstances, Contender, Revision } from './page.js';

const tries = 5;
const atOnce = 3;

interface Queue {
  push(revision: Revision): void;
  /** One that is not on its way. */
  take(): Revision | undefined;
  done(revision: Revision): void;
  size(): number;
}

function createSender(queue: Queue, { crm, scale }: Circumstances): Contender {
  let sending = 0;

  async function send({ callId, number }: Revision): Promise<void> {
    const body = JSON.stringify({ id: callId, revisions: numbersIn(noteOf(number)) });
    for (let attempt = 0; attempt < tries; attempt += 1) {
      try {
        const response = await fetch(crm, { method: 'POST', body });
        if (response.ok) return;
      } catch {
        // The network: the next try may have it.
      }
      await new Promise((resolve) => setTimeout(resolve, (1_000 * 2 ** attempt) / scale));
    }
  }

  function pump(): void {
    while (sending < atOnce) {
      const next = queue.take();
      if (!next) return;
      sending += 1;
      void send(next).then(() => {
        sending -= 1;
        queue.done(next);
        pump();
      });
    }
  }

  pump();
  return {
    async keep(revision) {
      queue.push(revision);
      pump();
    },
    left: () => queue.size(),
  };
}

export async function createInMemory(circumstances: Circumstances): Promise<Contender> {
  const waiting: Revision[] = [];
  let open = 0;
  const queue: Queue = {
    push(revision) {
      open += 1;
      waiting.push(revision);
    },
    take: () => waiting.shift(),
    done() {
      open -= 1;
    },
    size: () => open,
  };
  return createSender(queue, circumstances);
}

export async function createInLocalStorage(circumstances: Circumstances): Promise<Contender> {
  const prefix = 'bench-outbox ';
  const keyOf = ({ callId, number }: Revision) => `${prefix}${callId} ${number}`;
  const left = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  const waiting: Revision[] = left.sort().map((key) => JSON.parse(localStorage.getItem(key) ?? ''));
  let open = waiting.length;
  const queue: Queue = {
    push(revision) {
      localStorage.setItem(keyOf(revision), JSON.stringify(revision));
      open += 1;
      waiting.push(revision);
    },
    take: () => waiting.shift(),
    done(revision) {
      localStorage.removeItem(keyOf(revision));
      open -= 1;
    },
    size: () => open,
  };
  return createSender(queue, circumstances);
}
