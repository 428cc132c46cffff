import { describe, expect, it } from 'vitest';
import { cut, outgoingReply, toPayload } from '../../../src/bot/outgoing.js';
import { blankReply } from '../../e2e/support/scripted-conversation.js';

const reply = (facts: Partial<typeof blankReply>) => ({ ...blankReply, turnId: '1', ...facts });

describe('outgoingReply', () => {
  it('sends nothing for a silent turn', () => {
    expect(outgoingReply(reply({ kind: 'silent', answer: null }), { locale: 'ko' })).toBeNull();
  });

  it('puts a notice below her words, in the user’s language and time zone', () => {
    const until = Date.parse('2026-11-28T05:00:00Z');
    const notice = {
      code: 'struck',
      strikes: [{ id: 's', category: '정치', ordinal: 2, penaltyMs: 3 * 86_400_000 }],
      until,
      timeZone: 'Asia/Seoul',
    } as const;
    const ko = outgoingReply(reply({ answer: '미안', notice }), { locale: 'ko' });
    expect(ko?.text).toMatch(/^미안\n\n🔒/u);
    expect(ko?.text).toContain('3일 차단');
    expect(ko?.text).toContain('14:00 (Asia/Seoul)');
    const en = outgoingReply(reply({ notice: { ...notice, timeZone: 'UTC' } }), { locale: 'en' });
    expect(en?.text).toContain('politics, 2nd time: blocked for 3 days');
    expect(en?.text).toContain('05:00 (UTC)');
  });

  it('names the picture and says in its alt text that it is generated', () => {
    const picture = { data: new Uint8Array(3), format: 'gif', width: 256, height: 256 } as const;
    const [file] = outgoingReply(reply({ picture }), { locale: 'en' })?.files ?? [];
    expect(file?.name).toBe('oh-lora.gif');
    expect(file?.description).toBe(
      'AI-generated picture of Oh-LoRA’s face (eyes wide, mouth normal, head straight)',
    );
  });
});

describe('toPayload', () => {
  it('never makes a mention live', () => {
    expect(toPayload({ text: '@everyone' }).allowedMentions).toEqual({
      parse: [],
      repliedUser: false,
    });
  });

  it('sends the words without a file that is too large', () => {
    const file = { name: 'a.gif', data: new Uint8Array(10 * 1024 * 1024 + 1) };
    const payload = toPayload({ text: '말', files: [file] });
    expect(payload).toMatchObject({ content: '말', files: [] });
  });
});

describe('cut', () => {
  it('keeps 2,000 characters and cuts longer texts with an ellipsis', () => {
    expect(cut('가'.repeat(2000))).toHaveLength(2000);
    expect(cut('가'.repeat(2001))).toBe(`${'가'.repeat(1999)}…`);
  });

  it('does not cut an emoji in half', () => {
    const text = cut(`${'가'.repeat(1998)}😀😀`);
    expect(text).toBe(`${'가'.repeat(1998)}…`);
  });
});
