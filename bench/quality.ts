import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { loadModels } from '../src/models/load.js';
import { ethicsQuality, memoryQuality } from './encoder-quality.js';
import {
  answerQuality,
  expressionQuality,
  extractionQuality,
  summaryQuality,
} from './language-quality.js';
import { heldOutPersona, writtenAnswers } from './rows.js';

/** A score may not fall below `min` nor rise above `max`. */
type Floors = Record<string, { min?: number; max?: number }>;

const FLOORS = new URL('./floors.json', import.meta.url);

/**
 * `npm run bench:quality [-- --json]`: scores of the shipped models on rows that they were not trained
 * on, through the code that users run. Exit code 1 when one is beyond its floor.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const models = await loadModels(readConfig(process.env));
  const persona = heldOutPersona();
  const scores: Record<string, number> = {};
  for (const [name, score] of Object.entries({
    ethics: () => ethicsQuality(models),
    memory: () => memoryQuality(models),
    expression: () => expressionQuality(models, persona),
    extraction: () => extractionQuality(models, persona),
    summary: () => summaryQuality(models, persona),
    answer: () => answerQuality(models, persona, writtenAnswers()),
  })) {
    say(`scoring ${name}`);
    Object.assign(scores, await score());
  }
  const rounded = Object.fromEntries(
    Object.entries(scores).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]),
  );
  process.stdout.write(`${values.json ? JSON.stringify(rounded) : table(rounded)}\n`);
  const faults = beyondFloors(rounded);
  for (const fault of faults) say(fault);
  return faults.length === 0 ? 0 : 1;
}

function table(scores: Record<string, number>): string {
  return Object.entries(scores)
    .map(([name, value]) => `${name.padEnd(40)}${value.toFixed(4).padStart(8)}`)
    .join('\n');
}

function beyondFloors(scores: Record<string, number>): string[] {
  if (!existsSync(FLOORS)) throw new Error('bench/floors.json is missing; it is committed.');
  const floors = JSON.parse(readFileSync(FLOORS, 'utf8')) as Floors;
  return Object.entries(floors).flatMap(([name, { min = -Infinity, max = Infinity }]) => {
    const score = scores[name];
    if (score === undefined) return [`${name}: there is a floor but no score`];
    if (score < min) return [`${name}: ${score} is below ${min}`];
    return score > max ? [`${name}: ${score} is above ${max}`] : [];
  });
}

process.exitCode = await main();
