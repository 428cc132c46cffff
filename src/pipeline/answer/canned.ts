/** The few sentences that are hers but not the model's; everything else she says is generated. */

/** To a text that is too long for her: 혜나 is the one who reads those (spec §1, `length`). */
export const TOO_LONG =
  '앗, 이건 나한테 조금 길어ㅠㅠ 긴 글은 내 친구 혜나🌹가 전문이야. 짧게 줄여서 다시 말해줄래?';

/** Said when all tries failed: she read it, and has nothing to say (spec §1, `answer`). */
export const READ_WITHOUT_REPLY = '(읽씹)';

/** The guard's sentence where the model left out the help line. */
export const HELP_LINE =
  '많이 힘들었겠다. 혼자 버티지 말고 자살예방 상담전화 109에 꼭 전화해줘, 24시간 열려 있어.';
