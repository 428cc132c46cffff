import { EYES_WORDS, MOUTH_WORDS, POSE_WORDS } from './words.js';
import type { Texts } from './texts.js';

const percent = (part: number) => `${Math.round(part * 100)}%`;

export const ko: Texts = {
  notices: {
    blocked: ({ category, until }) =>
      `🔒 지금은 오로라와 이야기할 수 없어요.\n이유: ${category}\n풀리는 때: ${until}`,
    warned: ({ strikes }) => `⚠️ 경고예요. 다음에는 오로라와의 대화가 막힐 수 있어요.\n${strikes}`,
    struck: ({ strikes, until }) =>
      `🔒 오로라와의 대화가 막혔어요.\n${strikes}\n풀리는 때: ${until}`,
    strike: ({ category, ordinal, penalty }) =>
      `• ${category} ${ordinal}번째: ${penalty === null ? '경고' : `${penalty} 차단`}`,
    appeal: '판단이 틀렸다면 `/appeal`(이의)로 알려 주세요. 사람이 다시 봐요.',
    cooldown: ({ wait }) => `🌙 오로라가 숨을 고르고 있어요. ${wait} 뒤에 다시 말을 걸어 주세요.`,
    queueFull: '🌙 지금 기다리는 사람이 많아서 줄이 꽉 찼어요. 조금 뒤에 다시 말을 걸어 주세요.',
    stopping: '🌙 오로라가 잠깐 쉬러 가는 중이에요. 조금 뒤에 다시 말을 걸어 주세요.',
  },
  replies: {
    introduction:
      '🤖 오로라는 사람이 아니라 AI 가상 인간이에요. 답과 얼굴 그림은 모두 AI가 만들어요. 도움말: `/help`, 개인정보: `/privacy`',
    waiting: (place) => `지금 ${place}번째로 기다리고 있어요…`,
    pictureAlt: (expression) =>
      expression === null
        ? 'AI가 생성한 오로라의 얼굴 그림'
        : `AI가 생성한 오로라의 얼굴 그림 (눈 ${EYES_WORDS.ko[expression.eyes]}, 입 ${MOUTH_WORDS.ko[expression.mouth]}, 고개 돌림 ${POSE_WORDS.ko[expression.pose]})`,
    momentAlt: {
      before: (alt) => `바꾸기 전: ${alt}`,
      after: (alt) => `바꾼 뒤: ${alt}`,
    },
  },
  buttons: {
    again: '한 번 더',
    move: '움직이기',
    still: '멈추기',
    report: '신고',
    accept: '받아들이기',
    decline: '거절하기',
    notYours: '이 버튼은 대화한 사람만 누를 수 있어요.',
    outOfDate: '이 버튼은 이제 쓸 수 없어요. 원래 메시지가 없어졌어요.',
    noPicture: '지금은 그림을 그릴 수 없어요. 조금 뒤에 다시 눌러 주세요.',
    reported: '신고를 전했어요. 운영진이 살펴볼 거예요.',
    nowhereToReport: '신고를 받을 곳이 아직 없어요. 서버 운영진에게 직접 알려 주세요.',
  },
  errors: {
    unexpected: (code) =>
      `앗, 문제가 생겼어요. 조금 뒤에 다시 해 주세요. 계속되면 이 번호를 운영진에게 알려 주세요: \`${code}\``,
    moderatorsOnly: '운영진만 쓸 수 있어요.',
    guildOnly: '서버 안에서만 쓸 수 있어요.',
  },
  modLog: {
    timedOut: ({ user, until, category }) =>
      `⏱️ ${user} 타임아웃 (${category}), ${until}까지. 차단이 남아 있으면 그 뒤에 다시 걸어요.`,
    notTimedOut: ({ user, reason }) =>
      `⚠️ ${user} 차단은 걸렸지만 디스코드 타임아웃은 걸지 못했어요: ${reason}`,
    reasons: {
      'no-permission': '오로라에게 ‘멤버 타임아웃’ 권한이 없어요.',
      'role-too-high': '그 멤버의 역할이 오로라의 역할보다 높거나 같아요.',
      'owner-or-admin': '서버 주인과 관리자는 타임아웃할 수 없어요.',
      gone: '그 사람은 이 서버에 없어요.',
      failed: '디스코드가 요청을 거절했어요.',
    },
    report: ({ reporter, link }) => `🚩 ${reporter} 님이 오로라의 답을 신고했어요: ${link}`,
    appeal: ({ user, strike, link }) =>
      `🙋 ${user} 님이 이의를 제기했어요.\n${strike}${link === null ? '' : `\n메시지: ${link}`}`,
    appealDecided: ({ accepted, by }) =>
      accepted ? `✅ ${by} 님이 받아들였어요. 제재가 취소됐어요.` : `❌ ${by} 님이 거절했어요.`,
  },
  channel: {
    added: (channel) => `${channel}에서는 이제 부르지 않아도 오로라가 대답해요. (스레드도 함께)`,
    alreadyAdded: (channel) => `${channel}에서는 이미 대답하고 있어요.`,
    removed: (channel) => `${channel}에서는 이제 부를 때만 대답해요.`,
    notOpen: (channel) => `${channel}은(는) 열려 있지 않아요.`,
    list: (channels) => `오로라가 모든 말에 대답하는 채널: ${channels.join(', ')}`,
    noneOpen: '열린 채널이 없어요. 멘션하거나, 답장하거나, DM을 보내면 대답해요.',
    noAccess: (channel) => `오로라가 ${channel}을(를) 보거나 거기에 쓸 수 없어요. 권한을 주세요.`,
    needsContent:
      '⚠️ 지금은 메시지 내용을 볼 권한(Message Content Intent)이 없어서, 열린 채널에서도 멘션, 답장, `/chat`에만 대답해요.',
  },
  server: {
    summary: ({ buttons, pictures, locale, timeZone, channels }) =>
      [
        '**이 서버의 설정**',
        `답 아래 버튼: ${buttons ? '켬' : '끔'}`,
        `그림: ${pictures}`,
        `언어: ${locale}`,
        `시간대: ${timeZone}`,
        `열린 채널: ${channels.length === 0 ? '없음' : channels.join(', ')}`,
      ].join('\n'),
  },
  face: {
    shown: ({ face, chosen }) => `지금 얼굴: ${face}${chosen ? '' : ' (처음 정해진 얼굴)'}`,
    set: (face) => `이제 이 얼굴로 만나요: ${face}`,
    unknown: ({ number, version }) =>
      `${version === null ? '' : `${version}에는 `}${number}번 얼굴이 없어요. 목록에서 골라 주세요.`,
    reset: (face) => `처음 얼굴로 돌아왔어요: ${face}`,
  },
  hair: {
    set: ({ color, height, gradient }) =>
      `옴브레 염색 완료! 색: ${color}, 높이 ${percent(height)}, 그라데이션 ${percent(gradient)}`,
    off: '원래 머리색으로 돌아왔어요.',
    unknown: (color) =>
      `‘${color}’은(는) 모르는 색이에요. 빨강, 주황, 노랑, 초록, 하늘, 파랑, 보라, 분홍, 0–360 사이의 색상 각도, 또는 ‘끄기’를 써 주세요.`,
    ownColor: '지금은 원래 머리색이에요. `/hair 보라`처럼 색을 골라 보세요.',
    current: ({ color, height, gradient }) =>
      `지금 머리: ${color}, 높이 ${percent(height)}, 그라데이션 ${percent(gradient)}`,
    beforeAndAfter: '첫 번째 그림은 바꾸기 전, 두 번째는 바꾼 뒤예요.',
  },
  picture: {
    selfie: '찰칵! 📸',
    gif: '움직이는 오로라예요 🎞️',
    failed: '지금은 그림을 그릴 수 없어요. 설정은 저장됐으니 조금 뒤에 다시 봐 주세요.',
    mode: {
      png: '정지 그림 (PNG)',
      gif: '움직이는 그림 (GIF)',
      none: '그림 없음',
      auto: '자동 (한가하면 GIF, 바쁘면 PNG)',
    },
  },
  memory: {
    heading: (count) => `🧠 오로라가 당신에 대해 기억하는 것 (${count}개)`,
    nothing: '🧠 아직 기억하는 것이 없어요.',
    here: '이 서버',
    direct: 'DM',
    elsewhere: '다른 서버',
    off: '기억이 꺼져 있어요: 새로 배우지도, 떠올리지도 않아요.',
    forgotten: (item) => `잊었어요: ${item}`,
    unknown: '그런 기억은 없어요. 목록에서 골라 주세요.',
    forgottenAll: (count) => `모두 잊었어요. 지운 기억: ${count}개, 마지막 대화 요약도 지웠어요.`,
    notConfirmed: '아무것도 지우지 않았어요. 지우려면 ‘확인’을 True로 골라 주세요.',
    exported: (count) => `기억 ${count}개를 파일로 담았어요. 이 메시지는 당신에게만 보여요.`,
    switched: (on) =>
      on
        ? '이제 대화에서 배운 것을 기억해요.'
        : '이제 배우지도, 떠올리지도 않아요. 지금까지의 기억은 그대로 있어요. 지우려면 `/memory forget-all`을 쓰세요.',
    more: (count) => `… 그리고 ${count}개 더. 모두 보려면 \`/memory export\`를 쓰세요.`,
  },
  me: {
    exported: '당신에 대해 저장된 모든 것이에요. 이 메시지는 당신에게만 보여요.',
    notConfirmed: '아무것도 지우지 않았어요. 지우려면 ‘확인’을 True로 골라 주세요.',
    receipt: ({ memories, sessions, settings, strikes, kept, keptUntil }) =>
      [
        '🧾 **삭제 영수증**',
        `기억: ${memories}개 삭제`,
        `대화 요약과 표정: ${sessions}개 삭제`,
        `설정: ${settings ? '삭제' : '저장된 것 없음'}`,
        `제재 기록: ${strikes}개 삭제`,
        ...(kept === 0
          ? []
          : [
              `남은 것: 아직 유효한 제재와 그 이의 기록 ${kept}개 (대화 내용 없음, 날짜와 종류와 장소뿐).${
                keptUntil === null
                  ? ''
                  : ` ${keptUntil} 이후에 다시 \`/me delete\`를 쓰면 모두 지워져요.`
              }`,
            ]),
        '메시지 내용은 처음부터 저장하지 않아요.',
      ].join('\n'),
  },
  timezone: {
    set: ({ zone, now }) => `시간대를 ${zone}(으)로 정했어요. 지금은 ${now}이에요.`,
    current: ({ zone, now, chosen }) =>
      `${chosen ? '당신의' : '기본'} 시간대: ${zone}. 지금은 ${now}이에요.`,
    unknown: (zone) => `‘${zone}’은(는) 모르는 시간대예요. 목록에서 골라 주세요. (예: Asia/Seoul)`,
  },
  language: {
    set: '이제 안내를 한국어로 보여 드려요.',
    auto: '이제 디스코드의 언어를 따라요.',
  },
  strikes: {
    none: (self) => (self ? '✨ 받은 제재가 없어요.' : '받은 제재가 없는 사람이에요.'),
    heading: ({ count, user }) =>
      `**${user === null ? '내' : `${user}의`} 제재 기록 (${count}개)**`,
    line: ({ index, category, at, penalty, state, ordinal, link }) =>
      `${index}. ${category}: ${penalty === null ? '경고' : `${penalty} 차단`}, ${at}${
        { counts: ` (${ordinal}번째)`, pardoned: ' (취소됨)', expired: ' (기한 지남)' }[state]
      }${link === null ? '' : ` ${link}`}`,
    blockedUntil: (until) => `🔒 ${until}까지 대화가 막혀 있어요.`,
    appealHint: '판단이 틀렸다면 `/appeal`로 알려 주세요.',
  },
  pardon: {
    done: (user) => `${user}의 제재를 취소했어요.`,
    already: '이미 취소된 제재예요.',
    unknown: '그런 제재를 찾을 수 없어요. 이 서버에서 받은 제재만 취소할 수 있어요.',
    stillBlocked: (until) => `다른 제재 때문에 ${until}까지는 막혀 있어요.`,
    free: '이제 오로라와 다시 이야기할 수 있어요.',
  },
  appeal: {
    filed: '이의를 전했어요. 운영진이 보고 결정하면 `/strikes`에서 볼 수 있어요.',
    already: '이미 이의를 제기한 제재예요. 결정은 `/strikes`에서 볼 수 있어요.',
    unknown: '그런 제재를 찾을 수 없어요. 목록에서 골라 주세요.',
    nowhere:
      '이의를 적어 두었지만, 받을 곳(운영 기록 채널)이 아직 없어요. 운영진에게 직접 알려 주세요.',
    decided: '결정을 적었어요.',
    alreadyDecided: '이미 결정된 이의예요.',
  },
  ethics: {
    settings: ({ preset, expiryDays, modLog, exemptRoles, timeouts }) =>
      [
        '**이 서버의 윤리 설정**',
        `제재 표: ${preset === 'mild' ? '순한 표' : '기본 표'}`,
        `제재가 지워지기까지: ${expiryDays}일`,
        `운영 기록 채널: ${modLog ?? '없음 (이의와 신고를 받을 수 없어요)'}`,
        `예외 역할: ${exemptRoles.length === 0 ? '없음' : exemptRoles.join(', ')}`,
        `디스코드 타임아웃: ${timeouts ? '켬' : '끔'}`,
      ].join('\n'),
    cannotTimeOut: (reason) => `⚠️ 지금은 타임아웃을 걸 수 없어요: ${reason}`,
    cannotLog: '⚠️ 오로라가 그 채널에 쓸 수 없어요. 권한을 주세요.',
    test: ({ lines, verdicts }) =>
      [
        '**시험 결과** (기록되지 않아요)',
        ...lines,
        verdicts.length === 0 ? '→ 제재 없음' : `→ 기준을 넘음: ${verdicts.join(', ')}`,
        '사랑 고백/만남과 정치는 오로라가 답에서 거절할 때만 제재돼요.',
      ].join('\n'),
  },
  privacy: [
    '**개인정보 안내**',
    '• 오로라는 AI예요. 메시지는 답을 만드는 동안에만 읽고, 저장하지도 기록하지도 않아요. 학습에도 쓰지 않아요.',
    '• 남는 것: 오로라가 배운 짧은 기억(`[키: 값]`), 마지막 답의 한 줄 요약과 표정, 고른 설정, 제재 기록(내용 없이 날짜, 종류, 장소 링크).',
    '• DM에서 배운 것은 DM에서만, 서버에서 배운 것은 그 서버와 DM에서만 떠올려요.',
    '• 보기: `/memory show`, `/me export`. 지우기: `/memory forget`, `/memory forget-all`, `/me delete`. 끄기: `/memory off`.',
    '• 서버가 오로라를 내보내면 그 서버의 설정과 거기서 배운 것은 30일 뒤에 지워요. 제재 기록은 남아요.',
    '• 아직 유효한 제재는 `/me delete` 뒤에도 기한까지 남아요. 판단에는 `/appeal`로 이의를 낼 수 있어요.',
  ].join('\n'),
  help: ({ moderator }) =>
    [
      '**오로라 (Oh-LoRA)** 🤖 사람이 아니라 AI 가상 인간이에요. 답과 얼굴 그림은 모두 AI가 만들고, 틀릴 수 있어요.',
      '',
      '**말 걸기**: DM, @멘션, 답장, 열린 채널, 또는 `/chat`. 사진은 아직 못 봐요.',
      '**모습**: `/face` 얼굴, `/hair` 머리색, `/selfie` 사진, `/gif` 움직이는 사진, `/pictures` 그림 방식',
      '**기억**: `/memory` 보기, 잊기, 내보내기, 끄기',
      '**나**: `/me` 내 정보 내보내기와 지우기, `/timezone` 시간대, `/language` 언어, `/privacy` 개인정보',
      '**예절**: 사랑 고백, 정치, 패드립, 혐오는 경고나 차단을 받아요. `/strikes` 내 기록, `/appeal` 이의',
      ...(moderator
        ? [
            '**운영진**: `/channel` 채널과 서버 설정, `/ethics` 윤리 설정과 시험, `/strikes`, `/pardon`',
          ]
        : []),
      '',
      '힘들 때는 혼자 견디지 마세요. 자살예방 상담전화 **109** (24시간)',
    ].join('\n'),
};
