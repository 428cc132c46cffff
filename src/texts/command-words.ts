import type { Locale } from './locale.js';

/** A name and a description as the command picker shows them. */
export interface Labels {
  /** `en` also is the name that the protocol uses: lower case, no spaces, at most 32 characters. */
  name: Record<Locale, string>;
  /** At most 100 characters. */
  about: Record<Locale, string>;
}

/** A command's labels, with those of its subcommands and options. */
export interface CommandLabels extends Labels {
  parts: Record<string, Labels>;
}

function label(enName: string, koName: string, enAbout: string, koAbout: string): Labels {
  return { name: { en: enName, ko: koName }, about: { en: enAbout, ko: koAbout } };
}

function command<Parts extends Record<string, Labels>>(
  labels: Labels,
  parts: Parts,
): Labels & { parts: Parts } {
  return { ...labels, parts };
}

const CONFIRM = label(
  'confirm',
  '확인',
  'True: really delete; this cannot be undone',
  'True: 정말 지워요. 되돌릴 수 없어요',
);
const EYES = label('eyes', '눈', 'How far her eyes are open', '눈을 얼마나 크게 뜰지');
const MOUTH = label('mouth', '입', 'How far her mouth is open', '입을 얼마나 크게 벌릴지');
const POSE = label('pose', '고개', 'How far her head is turned', '고개를 얼마나 돌릴지');
const PICTURES = label(
  'mode',
  '방식',
  'Still, moving, none or automatic',
  '정지, 움직임, 없음, 자동',
);

/** Names and descriptions of all commands: one catalogue, so that they can be read side by side. */
export const COMMAND_WORDS = {
  chat: command(label('chat', '대화', 'Talk with Oh-LoRA', '오로라와 이야기해요'), {
    text: label('text', '할말', 'What you say to her', '오로라에게 할 말'),
  }),
  channel: command(
    label(
      'channel',
      '채널',
      'Where she answers, and this server’s settings',
      '대답할 채널과 서버 설정',
    ),
    {
      add: label('add', '열기', 'Answer everything in a channel', '이 채널의 모든 말에 대답해요'),
      remove: label('remove', '닫기', 'Answer only when called', '이제 부를 때만 대답해요'),
      list: label('list', '목록', 'Channels that are open', '열린 채널 보기'),
      settings: label('settings', '설정', 'Settings of this server', '이 서버의 설정'),
      channel: label(
        'channel',
        '채널',
        'Which channel (this one if left out)',
        '어느 채널 (없으면 여기)',
      ),
      buttons: label('buttons', '버튼', 'Buttons under her answers', '답 아래에 버튼을 둘지'),
      pictures: label(
        'pictures',
        '그림',
        'Still, moving, none or automatic',
        '정지, 움직임, 없음, 자동',
      ),
      language: label('language', '언어', 'Language of system messages', '안내의 언어'),
      zone: label('time-zone', '시간대', 'Time zone such as Asia/Seoul', '시간대 (예: Asia/Seoul)'),
    },
  ),
  face: command(label('face', '얼굴', 'See or choose her face', '오로라의 얼굴을 보거나 골라요'), {
    version: label('version', '버전', 'Which family of faces', '얼굴의 종류'),
    number: label('number', '번호', 'Which face', '얼굴 번호'),
    random: label('random', '무작위', 'Draw one by chance', '아무 얼굴이나 뽑아요'),
    reset: label(
      'reset',
      '처음으로',
      'Back to the face you first met',
      '처음 만난 얼굴로 돌아가요',
    ),
  }),
  hair: command(label('hair', '머리', 'Her ombre hair colour', '오로라의 옴브레 머리색'), {
    color: label(
      'color',
      '색',
      'A name, a hue (0–360) or off',
      '색 이름, 색상 각도(0–360), 또는 끄기',
    ),
    height: label('height', '높이', 'How far up it reaches (0–1)', '어디까지 올라올지 (0–1)'),
    gradient: label(
      'gradient',
      '그라데이션',
      'How soft it begins (0–1)',
      '얼마나 부드럽게 번질지 (0–1)',
    ),
  }),
  selfie: command(label('selfie', '셀카', 'A picture of her', '오로라의 사진'), {
    eyes: EYES,
    mouth: MOUTH,
    pose: POSE,
  }),
  gif: command(label('gif', '움짤', 'A moving picture of her', '움직이는 오로라'), {
    eyes: EYES,
    mouth: MOUTH,
    pose: POSE,
    show: label('show', '쇼', 'Her hair runs through all colours', '머리색이 무지개처럼 바뀌어요'),
  }),
  pictures: command(
    label('pictures', '그림', 'Which pictures come with her answers', '답에 어떤 그림이 붙을지'),
    { mode: PICTURES },
  ),
  memory: command(label('memory', '기억', 'What she remembers of you', '오로라가 기억하는 나'), {
    show: label('show', '보기', 'See what she remembers', '기억하는 것 보기'),
    forget: label('forget', '잊기', 'Forget one thing', '하나 잊기'),
    item: label('item', '기억', 'Which one', '어느 기억'),
    forgetAll: label('forget-all', '모두잊기', 'Forget everything', '모두 잊기'),
    confirm: CONFIRM,
    export: label('export', '내보내기', 'As a file', '파일로 받기'),
    on: label('on', '켜기', 'Learn and recall again', '다시 배우고 떠올려요'),
    off: label('off', '끄기', 'Stop learning and recalling', '배우지도 떠올리지도 않아요'),
  }),
  me: command(label('me', '내정보', 'All that is kept on you', '나에 대해 저장된 모든 것'), {
    export: label('export', '내보내기', 'As a file', '파일로 받기'),
    delete: label('delete', '삭제', 'Delete it, with a receipt', '지우고 영수증 받기'),
    confirm: CONFIRM,
  }),
  timezone: command(label('timezone', '시간대', 'Your time zone', '내 시간대'), {
    zone: label('zone', '지역', 'City or zone, such as Asia/Seoul', '도시나 시간대 (예: 서울)'),
  }),
  language: command(
    label('language', '언어', 'Language of the system’s messages', '안내를 보여 줄 언어'),
    { language: label('language', '언어', 'Which one', '어느 언어') },
  ),
  strikes: command(label('strikes', '제재', 'Warnings and blocks', '경고와 차단 기록'), {
    user: label('user', '사용자', 'Of whom (moderators)', '누구의 기록 (운영진)'),
  }),
  pardon: command(label('pardon', '사면', 'Take a strike back', '제재를 취소해요'), {
    user: label('user', '사용자', 'Whose strike', '누구의 제재'),
    strike: label('strike', '제재', 'Which strike', '어느 제재'),
  }),
  appeal: command(label('appeal', '이의', 'Contest a strike', '제재에 이의를 제기해요'), {
    strike: label('strike', '제재', 'Which strike', '어느 제재'),
  }),
  ethics: command(label('ethics', '윤리', 'Ethics settings and a dry run', '윤리 설정과 시험'), {
    settings: label('settings', '설정', 'See or change the settings', '설정을 보거나 바꿔요'),
    test: label(
      'test',
      '시험',
      'Scores of a text; nothing is recorded',
      '글의 점수 (기록되지 않아요)',
    ),
    preset: label('preset', '제재표', 'Which table of penalties', '어느 제재 표'),
    expiry: label('expiry-days', '기한', 'Days until strikes expire', '제재가 지워지기까지의 날수'),
    modLog: label(
      'mod-log',
      '기록채널',
      'Channel for appeals, reports, timeouts',
      '이의, 신고, 타임아웃을 알릴 채널',
    ),
    exemptRole: label(
      'exempt-role',
      '예외역할',
      'Add or remove a role that is not struck',
      '제재하지 않을 역할 더하기/빼기',
    ),
    timeouts: label(
      'timeouts',
      '타임아웃',
      'Blocks also are Discord timeouts',
      '차단하면 디스코드 타임아웃도 걸어요',
    ),
    text: label('text', '글', 'The text to judge', '판단할 글'),
  }),
  privacy: command(
    label('privacy', '개인정보', 'What is kept, and what is not', '무엇이 저장되는지'),
    {},
  ),
  help: command(
    label('help', '도움말', 'Who she is and what she can do', '오로라는 누구, 무엇을 할 수 있는지'),
    {},
  ),
} as const satisfies Record<string, CommandLabels>;

export type CommandName = keyof typeof COMMAND_WORDS;

/** Words of choices that options offer. */
export const CHOICE_WORDS = {
  pictures: {
    png: { en: 'still (PNG)', ko: '정지 그림 (PNG)' },
    gif: { en: 'moving (GIF)', ko: '움직이는 그림 (GIF)' },
    none: { en: 'none', ko: '없음' },
    auto: { en: 'automatic', ko: '자동' },
  },
  language: {
    ko: { en: 'Korean', ko: '한국어' },
    en: { en: 'English', ko: '영어' },
    auto: { en: 'like my Discord', ko: '디스코드를 따라서' },
  },
  preset: {
    standard: { en: 'standard', ko: '기본' },
    mild: { en: 'mild', ko: '순한 표' },
  },
} as const satisfies Record<string, Record<string, Record<Locale, string>>>;
