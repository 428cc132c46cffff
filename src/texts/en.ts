import { ordinalWord } from './format.js';
import { EYES_WORDS, MOUTH_WORDS, POSE_WORDS } from './words.js';
import type { Texts } from './texts.js';

const percent = (part: number) => `${Math.round(part * 100)}%`;
const things = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

export const en: Texts = {
  notices: {
    blocked: ({ category, until }) =>
      `🔒 You cannot talk with Oh-LoRA at the moment.\nReason: ${category}\nUntil: ${until}`,
    warned: ({ strikes }) =>
      `⚠️ This is a warning. The next time may block you from talking with Oh-LoRA.\n${strikes}`,
    struck: ({ strikes, until }) =>
      `🔒 You are blocked from talking with Oh-LoRA.\n${strikes}\nUntil: ${until}`,
    strike: ({ category, ordinal, penalty }) =>
      `• ${category}, ${ordinalWord(ordinal)} time: ${penalty === null ? 'warning' : `blocked for ${penalty}`}`,
    appeal: 'If this is a mistake, tell us with `/appeal`; a person will look at it.',
    cooldown: ({ wait }) => `🌙 Oh-LoRA is catching her breath. Please write again in ${wait}.`,
    queueFull: '🌙 The line is full right now. Please write again in a little while.',
    stopping: '🌙 Oh-LoRA is about to take a short rest. Please write again in a little while.',
  },
  replies: {
    introduction:
      '🤖 Oh-LoRA is an AI, a virtual human, not a person. Her answers and pictures are all generated. Help: `/help`, privacy: `/privacy`',
    waiting: (place) => `You are number ${place} in line…`,
    pictureAlt: (expression) =>
      expression === null
        ? 'AI-generated picture of Oh-LoRA’s face'
        : `AI-generated picture of Oh-LoRA’s face (eyes ${EYES_WORDS.en[expression.eyes]}, mouth ${MOUTH_WORDS.en[expression.mouth]}, head ${POSE_WORDS.en[expression.pose]})`,
    momentAlt: {
      before: (alt) => `Before: ${alt}`,
      after: (alt) => `After: ${alt}`,
    },
  },
  buttons: {
    again: 'Once more',
    move: 'Move',
    still: 'Hold still',
    report: 'Report',
    accept: 'Accept',
    decline: 'Decline',
    notYours: 'Only the person she talked with can press this.',
    outOfDate: 'This button no longer works: the original message is gone.',
    noPicture: 'No picture can be drawn right now. Please press again in a little while.',
    reported: 'Your report is on its way. The moderators will look at it.',
    nowhereToReport: 'Reports have nowhere to go here yet. Please tell the moderators directly.',
  },
  errors: {
    unexpected: (code) =>
      `Oops, something went wrong. Please try again in a little while. If it stays, tell the moderators this code: \`${code}\``,
    moderatorsOnly: 'Only moderators can use this.',
    guildOnly: 'This works inside a server only.',
  },
  modLog: {
    timedOut: ({ user, until, category }) =>
      `⏱️ ${user} timed out (${category}) until ${until}. It is applied again while the block lasts.`,
    notTimedOut: ({ user, reason }) =>
      `⚠️ ${user} is blocked, but could not be timed out on Discord: ${reason}`,
    reasons: {
      'no-permission': 'Oh-LoRA lacks the permission “Timeout Members”.',
      'role-too-high': 'the member’s role is as high as Oh-LoRA’s, or higher.',
      'owner-or-admin': 'the server’s owner and administrators cannot be timed out.',
      gone: 'the member is not in this server.',
      failed: 'Discord refused the request.',
    },
    report: ({ reporter, link }) => `🚩 ${reporter} reported an answer of Oh-LoRA’s: ${link}`,
    appeal: ({ user, strike, link }) =>
      `🙋 ${user} appeals.\n${strike}${link === null ? '' : `\nMessage: ${link}`}`,
    appealDecided: ({ accepted, by }) =>
      accepted ? `✅ ${by} accepted it. The strike is pardoned.` : `❌ ${by} declined it.`,
  },
  channel: {
    added: (channel) => `Oh-LoRA now answers everything in ${channel} and its threads.`,
    alreadyAdded: (channel) => `She already answers everything in ${channel}.`,
    removed: (channel) => `In ${channel} she now answers only when she is called.`,
    notOpen: (channel) => `${channel} is not open.`,
    list: (channels) => `Channels where she answers everything: ${channels.join(', ')}`,
    noneOpen: 'No channel is open. She answers mentions, replies and direct messages.',
    noAccess: (channel) => `Oh-LoRA cannot see ${channel} or write there. Please allow her to.`,
    needsContent:
      '⚠️ She lacks the Message Content Intent at the moment: even in open channels she answers only mentions, replies and `/chat`.',
  },
  server: {
    summary: ({ buttons, pictures, locale, timeZone, channels }) =>
      [
        '**Settings of this server**',
        `Buttons under her answers: ${buttons ? 'on' : 'off'}`,
        `Pictures: ${pictures}`,
        `Language: ${locale}`,
        `Time zone: ${timeZone}`,
        `Open channels: ${channels.length === 0 ? 'none' : channels.join(', ')}`,
      ].join('\n'),
  },
  face: {
    shown: ({ face, chosen }) => `Her face: ${face}${chosen ? '' : ' (the one you first met)'}`,
    set: (face) => `You meet this face from now on: ${face}`,
    unknown: ({ number, version }) =>
      `There is no face ${number}${version === null ? '' : ` in ${version}`}. Please choose one from the list.`,
    reset: (face) => `Back to the face you first met: ${face}`,
  },
  hair: {
    set: ({ color, height, gradient }) =>
      `Ombre done! Colour: ${color}, height ${percent(height)}, gradient ${percent(gradient)}`,
    off: 'Back to her own hair colour.',
    unknown: (color) =>
      `“${color}” is no colour I know. Try red, orange, yellow, green, sky blue, blue, purple, pink, a hue of 0–360, or “off”.`,
    ownColor: 'She wears her own hair colour. Choose one, such as `/hair purple`.',
    current: ({ color, height, gradient }) =>
      `Her hair: ${color}, height ${percent(height)}, gradient ${percent(gradient)}`,
    beforeAndAfter: 'The first picture is before, the second after.',
  },
  picture: {
    selfie: 'Click! 📸',
    gif: 'Oh-LoRA in motion 🎞️',
    failed: 'No picture can be drawn right now. Your choice is kept; look again in a little while.',
    mode: {
      png: 'still (PNG)',
      gif: 'moving (GIF)',
      none: 'no pictures',
      auto: 'automatic (GIF while quiet, PNG when busy)',
    },
  },
  memory: {
    heading: (count) => `🧠 What Oh-LoRA remembers of you (${count})`,
    nothing: '🧠 She remembers nothing of you yet.',
    here: 'this server',
    direct: 'DM',
    elsewhere: 'another server',
    off: 'Memory is off: she learns nothing and recalls nothing.',
    forgotten: (item) => `Forgotten: ${item}`,
    unknown: 'There is no such memory. Please choose one from the list.',
    forgottenAll: (count) =>
      `All forgotten: ${things(count, 'memory item')}, and the summary of the last talk.`,
    notConfirmed: 'Nothing was deleted. To delete, choose True for “confirm”.',
    exported: (count) =>
      `${things(count, 'memory item')} in a file. Only you can see this message.`,
    switched: (on) =>
      on
        ? 'She now remembers what she learns.'
        : 'She now learns nothing and recalls nothing. What she knew is still kept; `/memory forget-all` deletes it.',
    more: (count) => `… and ${count} more. \`/memory export\` has them all.`,
  },
  me: {
    exported: 'Everything that is kept on you. Only you can see this message.',
    notConfirmed: 'Nothing was deleted. To delete, choose True for “confirm”.',
    receipt: ({ memories, sessions, settings, strikes, kept, keptUntil }) =>
      [
        '🧾 **Receipt of deletion**',
        `Memory: ${things(memories, 'item')} deleted`,
        `Summaries and expressions: ${sessions} deleted`,
        `Settings: ${settings ? 'deleted' : 'none were kept'}`,
        `Moderation records: ${strikes} deleted`,
        ...(kept === 0
          ? []
          : [
              `Still kept: ${things(kept, 'record')} of strikes that still count and of their appeals (no words, only date, kind and place).${
                keptUntil === null ? '' : ` \`/me delete\` after ${keptUntil} removes them all.`
              }`,
            ]),
        'The words of your messages were never stored.',
      ].join('\n'),
  },
  timezone: {
    set: ({ zone, now }) => `Your time zone is ${zone} now. It is ${now}.`,
    current: ({ zone, now, chosen }) =>
      `${chosen ? 'Your' : 'The default'} time zone: ${zone}. It is ${now}.`,
    unknown: (zone) =>
      `“${zone}” is no time zone I know. Please choose one from the list (such as Asia/Seoul).`,
  },
  language: {
    set: 'You now read the system’s messages in English. Oh-LoRA herself speaks Korean best.',
    auto: 'The language of your Discord client is used from now on.',
  },
  strikes: {
    none: (self) => (self ? '✨ You have no strikes.' : 'This person has no strikes.'),
    heading: ({ count, user }) => `**${user === null ? 'Your' : `${user}’s`} strikes (${count})**`,
    line: ({ index, category, at, penalty, state, ordinal, link }) =>
      `${index}. ${category}: ${penalty === null ? 'warning' : `blocked for ${penalty}`}, ${at}${
        {
          counts: ` (${ordinalWord(ordinal)} time)`,
          pardoned: ' (pardoned)',
          expired: ' (expired)',
        }[state]
      }${link === null ? '' : ` ${link}`}`,
    blockedUntil: (until) => `🔒 Blocked until ${until}.`,
    appealHint: 'If one of them is a mistake, tell us with `/appeal`.',
  },
  pardon: {
    done: (user) => `Pardoned a strike of ${user}.`,
    already: 'That strike is pardoned already.',
    unknown: 'There is no such strike. You can pardon strikes of this server only.',
    stillBlocked: (until) => `Another strike still blocks them until ${until}.`,
    free: 'They can talk with Oh-LoRA again.',
  },
  appeal: {
    filed: 'Your appeal is filed. Once the moderators decide, `/strikes` shows it.',
    already: 'You have appealed against this strike already; `/strikes` shows the decision.',
    unknown: 'There is no such strike. Please choose one from the list.',
    nowhere:
      'Your appeal is recorded, but there is no mod-log channel that it could be sent to. Please tell the moderators directly.',
    decided: 'The decision is recorded.',
    alreadyDecided: 'This appeal was decided already.',
  },
  ethics: {
    settings: ({ preset, expiryDays, modLog, exemptRoles, timeouts }) =>
      [
        '**Ethics settings of this server**',
        `Table of penalties: ${preset}`,
        `Strikes expire after: ${things(expiryDays, 'day')}`,
        `Mod-log channel: ${modLog ?? 'none (appeals and reports have nowhere to go)'}`,
        `Exempt roles: ${exemptRoles.length === 0 ? 'none' : exemptRoles.join(', ')}`,
        `Discord timeouts: ${timeouts ? 'on' : 'off'}`,
      ].join('\n'),
    cannotTimeOut: (reason) => `⚠️ She cannot time anyone out at the moment: ${reason}`,
    cannotLog: '⚠️ Oh-LoRA cannot write in that channel. Please allow her to.',
    test: ({ lines, verdicts }) =>
      [
        '**Dry run** (nothing is recorded)',
        ...lines,
        verdicts.length === 0 ? '→ no strike' : `→ over the threshold: ${verdicts.join(', ')}`,
        'Love and politics are struck only where her own answer declines.',
      ].join('\n'),
  },
  privacy: [
    '**Privacy**',
    '• Oh-LoRA is an AI. Your messages are read only while she makes an answer; they are neither stored nor logged, and no model is trained on them.',
    '• What is kept: short memory items (`[key: value]`), a one-line summary and the expression of her last answer, your settings, strikes (no words: date, kind, link to the place).',
    '• What she learned in a DM is recalled in DMs only; what she learned in a server, there and in DMs.',
    '• See it: `/memory show`, `/me export`. Delete it: `/memory forget`, `/memory forget-all`, `/me delete`. Switch it off: `/memory off`.',
    '• When a server removes her, its settings and what she learned there are deleted after 30 days. Strikes stay.',
    '• Strikes that still count outlast `/me delete` until they expire. You can contest them with `/appeal`.',
  ].join('\n'),
  help: ({ moderator }) =>
    [
      '**Oh-LoRA (오로라)** 🤖 is an AI, a virtual human, not a person. Her answers and pictures are generated and can be wrong.',
      '',
      '**Talk to her**: DM, @mention, reply, open channels, or `/chat`. She speaks Korean best and cannot see pictures yet.',
      '**Looks**: `/face`, `/hair`, `/selfie`, `/gif`, `/pictures` (still, moving, none)',
      '**Memory**: `/memory` to see, forget, export, switch off',
      '**You**: `/me` to export or delete your data, `/timezone`, `/language`, `/privacy`',
      '**Manners**: love confessions, politics, insults to families and hate bring warnings or blocks. `/strikes` shows yours, `/appeal` contests one',
      ...(moderator
        ? [
            '**Moderators**: `/channel` (channels, server settings), `/ethics` (settings, test), `/strikes`, `/pardon`',
          ]
        : []),
      '',
      'Having a hard time? In Korea, call **109** (suicide prevention, 24 h); elsewhere, your local help line.',
    ].join('\n'),
};
