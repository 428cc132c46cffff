import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { loadModels } from '../src/models/load.js';
import { benchLiveFace } from './live-face.js';
import { memoryUse, type Timing } from './measure.js';
import { benchPictures } from './picture-stages.js';
import { benchText } from './text-stages.js';
import { benchTurns } from './turn.js';

/**
 * `npm run bench [-- --json --runs N]`: milliseconds of each stage and of whole turns with the models
 * in `models/`, through the code that users run.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '20' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError('--runs takes a whole number ≥ 1');
  const config = readConfig(process.env);
  const say = (line: string) => process.stderr.write(`${line}\n`);

  say('loading the text models');
  const loaded = performance.now();
  const models = await loadModels(config);
  const loadMs = Math.round(performance.now() - loaded);
  say('timing text stages');
  const text = await benchText(models, runs);
  const textMemory = memoryUse();
  say('timing picture stages');
  const pictures = await benchPictures(config.MODELS_DIR, runs);
  say('counting live frames');
  const liveFaceFramesPerSecond = await benchLiveFace(config.MODELS_DIR);
  say('timing whole turns');
  const turnRuns = Math.min(runs, 10);
  const turns = {
    'turn with PNG': await benchTurns(config, models, 'png', turnRuns),
    'turn with GIF': await benchTurns(config, models, 'gif', turnRuns),
    'PNG turn, face watched': await benchTurns(config, models, 'png', turnRuns, true),
    'GIF turn, face watched': await benchTurns(config, models, 'gif', turnRuns, true),
  };
  const report = {
    machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    ms: { ...text, ...pictures.stages, ...turns },
    loadMs,
    ombreFramesPerSecond: pictures.ombreFramesPerSecond,
    liveFaceFramesPerSecond,
    bytes: { png: pictures.pngBytes, gif: pictures.gifBytes },
    memoryMB: { textModels: textMemory, all: memoryUse() },
  };
  process.stdout.write(`${values.json ? JSON.stringify(report) : table(report)}\n`);
}

function table(report: {
  machine: string;
  ms: Record<string, Timing>;
  loadMs: number;
  ombreFramesPerSecond: number;
  liveFaceFramesPerSecond: number;
  bytes: Record<string, number>;
  memoryMB: Record<string, number>;
}): string {
  const rows = Object.entries(report.ms).map(
    ([name, { p50, p95, runs }]) =>
      `${name.padEnd(24)}${p50.toFixed(1).padStart(10)}${p95.toFixed(1).padStart(10)}${String(runs).padStart(6)}`,
  );
  return [
    report.machine,
    `${'ms'.padEnd(24)}${'p50'.padStart(10)}${'p95'.padStart(10)}${'runs'.padStart(6)}`,
    ...rows,
    `text models loaded in ${report.loadMs} ms; memory ${report.memoryMB.textModels} MB, with pictures ${report.memoryMB.all} MB`,
    `live face ${report.liveFaceFramesPerSecond} frames/s`,
    `ombre ${report.ombreFramesPerSecond} frames/s; PNG ${report.bytes.png} bytes, GIF ${report.bytes.gif} bytes`,
  ].join('\n');
}

await main();
