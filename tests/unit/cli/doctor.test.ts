import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkMachine, checkNode, CHECKS } from '../../../src/cli/doctor-checks.js';

const TOKEN = `${'M'.repeat(26)}.Gabcde.${'x'.repeat(38)}`;

describe('doctor', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const check = async (name: string, env: Record<string, string> = {}) => CHECKS[name]!(env);

  it('knows which Node is enough', () => {
    expect(checkNode('20.19.0').state).toBe('ok');
    expect(checkNode('24.1.0').state).toBe('ok');
    expect(checkNode('20.18.9').state).toBe('fail');
    expect(checkNode('18.20.0').fact).toContain('install Node 20.19');
  });

  it('warns of a small machine', () => {
    expect(checkMachine(4, 8e9, 4e9).state).toBe('ok');
    expect(checkMachine(1, 8e9, 4e9)).toMatchObject({ state: 'warn' });
    expect(checkMachine(4, 1e9, 1e9).fact).toContain('needs 2 GB');
  });

  it('finds faulty settings and passes over what hangs on them', async () => {
    const finding = await check('settings', { SIMULATOR_PORT: 'abc' });
    expect(finding.state).toBe('fail');
    expect(finding.fact).toContain('SIMULATOR_PORT');
    expect(await check('storage', { SIMULATOR_PORT: 'abc' })).toMatchObject({ state: 'warn' });
  });

  it('names what the models lack', async () => {
    const finding = await check('models', { MODELS_DIR: folder });
    expect(finding.state).toBe('fail');
    expect(finding.fact).toContain(join(folder, 'manifest.json'));
  });

  it('tries to write where the data lies', async () => {
    expect(await check('storage', { DATA_DIR: join(folder, 'new') })).toMatchObject({
      state: 'ok',
    });
    await writeFile(join(folder, 'file'), '');
    const finding = await check('storage', { DATA_DIR: join(folder, 'file') });
    expect(finding).toMatchObject({ state: 'fail' });
    expect(finding.fact).toContain('DATA_DIR');
  });

  it('looks at the token without showing it', async () => {
    expect((await check('discord')).fact).toContain('simulator');
    const good = await check('discord', { DISCORD_TOKEN: TOKEN, OWNER_IDS: '123456789012345678' });
    expect(good.state).toBe('ok');
    expect(await check('discord', { DISCORD_TOKEN: TOKEN })).toMatchObject({ state: 'warn' });
    const bad = await check('discord', { DISCORD_TOKEN: 'my-secret' });
    expect(bad.state).toBe('fail');
    expect(`${good.fact}${bad.fact}`).not.toMatch(/my-secret|Gabcde/u);
  });

  it('sees that the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const SIMULATOR_PORT = String((server.address() as AddressInfo).port);
    expect((await check('simulator', { SIMULATOR_PORT })).fact).toContain('is taken');
    await new Promise((done) => server.close(done));
    expect(await check('simulator', { SIMULATOR_PORT })).toMatchObject({ state: 'ok' });
  });
});
