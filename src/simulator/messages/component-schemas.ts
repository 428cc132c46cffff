import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { snowflake, text } from '../validation.js';

const id = z.number().int().min(0).optional();
const flag = z.boolean().nullish();
const emoji = z.object({
  id: snowflake.nullish(),
  name: z.string().nullish(),
  animated: z.boolean().optional(),
});
const customId = text(100, 1);
const media = z.object({ url: text(2048, 1) });

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    id,
    style: z.number().int().min(1).max(6),
    label: text(80).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.optional(),
    url: text(512).optional(),
    sku_id: snowflake.optional(),
    disabled: flag,
  })
  .superRefine((value, context) => {
    const fail = (path: string, code: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } });
    if (value.style === 5) {
      if (!value.url) fail('url', 'BASE_TYPE_REQUIRED', 'This field is required');
      if (value.custom_id) {
        fail(
          'custom_id',
          'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          'A custom id and url cannot both be specified',
        );
      }
    } else if (value.style !== 6 && !value.custom_id) {
      fail(
        'custom_id',
        'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
        'A custom id is required for this button style',
      );
    }
    if (value.style !== 6 && !value.label && !value.emoji) {
      fail('label', 'BASE_TYPE_REQUIRED', 'A label or an emoji is required');
    }
  });

const selectFields = {
  id,
  custom_id: customId,
  placeholder: text(150).nullish(),
  min_values: z.number().int().min(0).max(25).nullish(),
  max_values: z.number().int().min(1).max(25).nullish(),
  disabled: flag,
  required: flag,
};

const stringSelect = z.object({
  type: z.literal(ComponentType.StringSelect),
  ...selectFields,
  options: z
    .array(
      z.object({
        label: text(100, 1),
        value: text(100, 1),
        description: text(100).nullish(),
        emoji: emoji.nullish(),
        default: flag,
      }),
    )
    .min(1)
    .max(25),
});

const defaults = z.array(z.object({ id: snowflake, type: z.string() })).nullish();
const entitySelect = z.object({
  type: z.union([
    z.literal(ComponentType.UserSelect),
    z.literal(ComponentType.RoleSelect),
    z.literal(ComponentType.MentionableSelect),
    z.literal(ComponentType.ChannelSelect),
  ]),
  ...selectFields,
  channel_types: z.array(z.number().int()).nullish(),
  default_values: defaults,
});

const textInput = z.object({
  type: z.literal(ComponentType.TextInput),
  id,
  custom_id: customId,
  style: z.union([z.literal(1), z.literal(2)]),
  label: text(45).nullish(),
  min_length: z.number().int().min(0).max(4000).nullish(),
  max_length: z.number().int().min(1).max(4000).nullish(),
  required: flag,
  value: text(4000).nullish(),
  placeholder: text(100).nullish(),
});

const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id,
  content: text(4000, 1),
});
const thumbnail = z.object({
  type: z.literal(ComponentType.Thumbnail),
  id,
  media,
  description: text(1024).nullish(),
  spoiler: flag,
});
const gallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  id,
  items: z
    .array(z.object({ media, description: text(1024).nullish(), spoiler: flag }))
    .min(1)
    .max(10),
});
const file = z.object({ type: z.literal(ComponentType.File), id, file: media, spoiler: flag });
const separator = z.object({
  type: z.literal(ComponentType.Separator),
  id,
  divider: flag,
  spacing: z.number().int().min(1).max(2).nullish(),
});
const section = z.object({
  type: z.literal(ComponentType.Section),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.union([button, thumbnail]),
});

const row = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    id,
    components: z
      .array(z.union([button, stringSelect, entitySelect]))
      .min(1)
      .max(5),
  })
  .refine(
    (value) =>
      value.components.length === 1 ||
      value.components.every((each) => each.type === ComponentType.Button),
    {
      path: ['components'],
      error: 'An action row holds up to five buttons or one select menu.',
      params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
    },
  );

const container = z.object({
  type: z.literal(ComponentType.Container),
  id,
  components: z
    .array(z.union([row, textDisplay, section, gallery, separator, file]))
    .min(1)
    .max(40),
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  spoiler: flag,
});

/** Components of an ordinary message: rows of buttons and selects. */
export const messageRows = z.array(row).max(5);

/** Components of a message with the components V2 flag. */
export const messageLayout = z
  .array(z.union([row, textDisplay, section, gallery, separator, file, container]))
  .max(40);

const modalRow = z.object({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z.array(textInput).length(1),
});
const label = z.object({
  type: z.literal(ComponentType.Label),
  id,
  label: text(45, 1),
  description: text(100).nullish(),
  component: z.union([textInput, stringSelect, entitySelect]),
});

/** What a modal response carries. */
export const modalSchema = z.object({
  custom_id: customId,
  title: text(45, 1),
  components: z
    .array(z.union([modalRow, label, textDisplay]))
    .min(1)
    .max(5),
});
