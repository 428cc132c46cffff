import { z } from 'zod';
import { snowflake, text } from '../validation.js';

const media = z.object({ url: text(2048, 1) });

const embed = z.object({
  title: text(256).nullish(),
  description: text(4096).nullish(),
  url: text(2048).nullish(),
  timestamp: z.string().nullish(),
  color: z.number().int().min(0).max(0xffffff).nullish(),
  footer: z.object({ text: text(2048, 1), icon_url: text(2048).nullish() }).nullish(),
  image: media.nullish(),
  thumbnail: media.nullish(),
  author: z
    .object({ name: text(256, 1), url: text(2048).nullish(), icon_url: text(2048).nullish() })
    .nullish(),
  fields: z
    .array(z.object({ name: text(256, 1), value: text(1024, 1), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
});

const EMBED_TEXT_LIMIT = 6000;

function embedText(embeds: readonly z.infer<typeof embed>[]): number {
  let length = 0;
  for (const each of embeds) {
    const parts = [each.title, each.description, each.footer?.text, each.author?.name];
    for (const field of each.fields ?? []) parts.push(field.name, field.value);
    for (const part of parts) length += [...(part ?? '')].length;
  }
  return length;
}

const embeds = z
  .array(embed)
  .max(10)
  .refine((list) => embedText(list) <= EMBED_TEXT_LIMIT, {
    error: `Embed size exceeds maximum size of ${EMBED_TEXT_LIMIT}`,
    params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
  });

const allowedMentions = z
  .object({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: z.array(snowflake).max(100).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((value, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (value.parse?.includes(kind) && value[kind]?.length) {
        context.addIssue({
          code: 'custom',
          path: ['parse'],
          message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          params: { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
        });
      }
    }
  });

const attachments = z
  .array(
    z.object({
      id: z.union([snowflake, z.number().int().transform(String)]),
      filename: text(260).nullish(),
      description: text(1024).nullish(),
      duration_secs: z.number().min(0).nullish(),
      waveform: z.string().max(400).nullish(),
    }),
  )
  .max(10);

/** Fields that creating and editing share. Components are checked apart, by the message's flags. */
const common = {
  content: text(2000).nullish(),
  embeds: embeds.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  components: z.array(z.unknown()).nullish(),
  attachments: attachments.nullish(),
  flags: z.number().int().min(0).nullish(),
};

export const createMessageSchema = z.object({
  ...common,
  nonce: z.union([text(25), z.number().int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  tts: z.boolean().nullish(),
  sticker_ids: z.array(snowflake).max(3).nullish(),
  message_reference: z
    .object({
      type: z.number().int().min(0).max(1).nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
});

export const editMessageSchema = z.object(common);

export type CreateMessageBody = z.infer<typeof createMessageSchema>;
export type EditMessageBody = z.infer<typeof editMessageSchema>;
export type EmbedBody = z.infer<typeof embed>;
export type AllowedMentions = z.infer<typeof allowedMentions>;
