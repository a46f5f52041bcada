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
  const key = 'bench-outbox';
  const read = (): Revision[] => JSON.parse(localStorage.getItem(key) ?? '[]');
  const write = (all: readonly Revision[]) => localStorage.setItem(key, JSON.stringify(all));
  const nameOf = ({ callId, number }: Revision) => `${callId} ${number}`;
  const onTheirWay = new Set<string>();
  const queue: Queue = {
    push: (revision) => write([...read(), revision]),
    take() {
      const next = read().find((revision) => !onTheirWay.has(nameOf(revision)));
      if (next) onTheirWay.add(nameOf(next));
      return next;
    },
    done(revision) {
      onTheirWay.delete(nameOf(revision));
      write(read().filter((each) => nameOf(each) !== nameOf(revision)));
    },
    size: () => read().length,
  };
  return createSender(queue, circumstances);
}
