import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EYES, MOUTH, POSE, type ExpressionWords } from '../src/pipeline/expression/words.js';

const DATA = new URL('../training/data/', import.meta.url);

/** One hand-written row (format: the persona's reference). */
export interface PersonaRow extends ExpressionWords {
  input: string;
  answer: string;
  /** `[key: value]`, or empty. */
  memory: string;
  summary: string;
}

/** Rows of a validation file, tab-separated; `name` without `.tsv`. */
export function validationRows(name: string): string[][] {
  return readTable(new URL(`validation/${name}.tsv`, DATA));
}

/** Persona rows that no language model was trained on. */
export function heldOutPersona(): PersonaRow[] {
  return validationRows('persona').map(personaRow);
}

/** Every answer that a row gives or that fits anything, to find parroting. */
export function writtenAnswers(): Set<string> {
  const folder = new URL('persona/', DATA);
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsv'));
  const answers = files.flatMap((file) => readTable(new URL(file, folder)).map(([, a]) => a!));
  const anything = readTable(new URL('replies/any.tsv', DATA)).map(([reply]) => reply!);
  return new Set([...answers, ...anything]);
}

function personaRow(fields: string[]): PersonaRow {
  const [input, answer, memory, summary, eyes, mouth, pose] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    input,
    answer,
    memory,
    summary,
    eyes: EYES[Number(eyes)]!,
    mouth: MOUTH[Number(mouth)]!,
    pose: POSE[Number(pose)]!,
  };
}

function readTable(file: URL): string[][] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => line.split('\t'));
  } catch (cause) {
    const path = fileURLToPath(file);
    throw new Error(`${path} is missing; training/ writes it (see training/README.md).`, { cause });
  }
}
