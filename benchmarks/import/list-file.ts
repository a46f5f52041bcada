const areas = [201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214];
const names = [
  'Ann Lee',
  'José Núñez',
  '李伟',
  'Zoë Brontë',
  '王芳',
  'Bob "Bobby" Stone',
  'Müller, Jürgen',
  '欧阳娜娜',
];

/** The number of a row, different for each, as people write it. */
export function numberAt(at: number): string {
  const area = areas[at % areas.length];
  const rest = Math.floor(at / areas.length);
  const exchange = 230 + (Math.floor(rest / 10_000) % 600);
  // 555 is for films, and what ends with 11 is for services.
  return `(${area}) ${exchange === 555 || exchange % 100 === 11 ? exchange + 1 : exchange}-${String(rest % 10_000).padStart(4, '0')}`;
}

function rowAt(at: number): string {
  // One in a hundred cannot be dialed.
  const number = at % 100 === 99 ? '12345' : numberAt(at);
  const name = (names[at % names.length] ?? '').replaceAll('"', '""');
  const note = at % 50 === 0 ? 'asked for an offer\r\nlast year' : 'asked for an offer last year';
  return `crm-${at},"${name} ${at}","${number}",person${at}@mail.example,Company ${at % 5_000},${at % 100},"${note}"\r\n`;
}

/** A list of leads as a spreadsheet would write it: seven columns, about 110 bytes a row. */
export async function listFile(size: number): Promise<Blob> {
  const parts: Blob[] = [new Blob(['\ufeffID,Full name,Mobile phone,Email,Company,Size,Note\r\n'])];
  for (let from = 0; from < size; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, size - from) }, (_, at) => rowAt(from + at));
    parts.push(new Blob(rows));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return new Blob(parts, { type: 'text/csv' });
}
