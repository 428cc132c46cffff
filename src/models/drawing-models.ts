import type { FaceVersion } from '../render/contract.js';
import type { DrawingModels } from '../render/face-painter.js';
import { OnnxGenerator } from './generator.js';
import { locate } from './locate.js';
import { OnnxSegmenter } from './segmenter.js';

/** The picture models of the manifest, each checked and loaded when first asked for. */
export function drawingModels(options: {
  modelsDirectory?: string;
  threads?: number;
}): DrawingModels {
  const { threads } = options;
  const session = threads === undefined ? {} : { threads };
  const config = { MODELS_DIR: options.modelsDirectory };
  const generators = new Map<FaceVersion, Promise<OnnxGenerator>>();
  let segmenter: Promise<OnnxSegmenter> | undefined;

  async function openGenerator(version: FaceVersion): Promise<OnnxGenerator> {
    return OnnxGenerator.load((await locate(config, `generator-${version}`)).path, session);
  }

  return {
    generator(version) {
      const open = generators.get(version) ?? openGenerator(version);
      generators.set(version, open);
      // A file may be mended while the process lives: a failure is not kept.
      open.catch(() => generators.delete(version));
      return open;
    },
    segmenter() {
      segmenter ??= locate(config, 'segmenter').then(({ path }) =>
        OnnxSegmenter.load(path, session),
      );
      segmenter.catch(() => (segmenter = undefined));
      return segmenter;
    },
  };
}
