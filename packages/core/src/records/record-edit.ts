import { DialerError } from '../errors.js';
import type { CallRecord } from './call-record.js';

/** What a person may change of a record, at any time. What is absent stays; an empty note or list takes it away. */
export interface RecordEdit {
  /** At most 32,000 characters. */
  readonly note?: string | undefined;
  /** At most 40, each of 1 to 100 characters once trimmed; repetitions are dropped. */
  readonly tags?: readonly string[] | undefined;
}

export interface RecordEditOptions {
  /** The revision that was read: a record that changed since is refused. @defaultValue what is there is changed */
  readonly revision?: number | undefined;
}

const longestNote = 32_000;
const mostTags = 40;
const longestTag = 100;

/**
 * The fields to write.
 * @throws DialerError `record-invalid`, `record-changed`
 */
export function fieldsOfEdit(
  record: CallRecord,
  edit: RecordEdit,
  { revision }: RecordEditOptions,
): Partial<CallRecord> {
  const problems = problemsOf(edit);
  if (problems.length > 0) throw new DialerError('record-invalid', ['records.edit:', ...problems].join('\n'));
  if (revision !== undefined && revision !== record.revision) {
    throw new DialerError(
      'record-changed',
      `The record is at revision ${record.revision}, not ${revision}; read it again.`,
    );
  }
  const { note, tags } = edit;
  const unique = tags && [...new Set(tags.map((tag) => tag.trim()))];
  return {
    ...(note === undefined ? {} : { note: note || undefined }),
    ...(unique === undefined ? {} : { tags: unique.length > 0 ? unique : undefined }),
  };
}

function problemsOf(edit: RecordEdit): readonly string[] {
  const { note, tags, ...others } = Object(edit) as RecordEdit & Readonly<Record<string, unknown>>;
  const isNote = note === undefined || (typeof note === 'string' && note.length <= longestNote);
  const isTag = (tag: unknown) => typeof tag === 'string' && tag.trim() !== '' && tag.trim().length <= longestTag;
  const areTags = tags === undefined || (Array.isArray(tags) && tags.length <= mostTags && tags.every(isTag));
  return [
    ...(isNote ? [] : [`- note must be a text of at most ${longestNote} characters.`]),
    ...(areTags ? [] : [`- tags must be at most ${mostTags} texts of 1 to ${longestTag} characters.`]),
    ...Object.keys(others).map((field) => `- ${field} cannot be edited; use note and tags.`),
  ];
}
