/**
 * Does the user speak of harming themselves? Then they are never struck and never refused, and the
 * answer carries the help line 109 (spec §1, `crisis`). Patterns, because a miss costs most here;
 * figures of speech (배고파 죽겠다, 웃겨 죽을 뻔) are taken out first.
 */
const FIGURES_OF_SPEECH = [
  /[가-힣]+[아어해워려라파서]\s?죽(?:겠|을\s?(?:것|거|뻔|지경|맛)|는\s?줄)/gu,
  /(?:좋아|웃겨|귀여워|보고\s?싶어|예뻐|맛있어|설레|부러워|궁금해|심심해)\s?죽/gu,
  /(?:게임|롤|배그|던전|보스|캐릭터?|캐릭|몹|주인공|드라마|영화|소설|웹툰|만화)[^.!?]{0,12}(?:죽|자살|자해)/gu,
  /죽어도\s?(?:안|못)|죽을\s?만큼|죽여\s?준다|죽이네|죽마고우|죽\s?(?:먹|끓)/gu,
];

const SELF_HARM = [
  /죽고\s?(?:싶|파|프)|죽어\s?버리고\s?싶|죽었으면\s?(?:좋겠|해|싶)|(?:그냥|차라리|내가|나\s?하나|이대로|조용히)\s?(?:확\s?)?(?:죽을까|죽을래|죽는\s?게|죽어야|죽는\s?편)/u,
  /(?:나|내가|난)\s?(?:그냥\s?|오늘\s?|이제\s?)?죽(?:을래|을\s?거(?:야|임|다|예요)|을게|으려고|어야)/u,
  /자살\s?(?:하고|할|하려|해야|하면|하는\s?법|방법|생각|충동|시도)|자살하|극단적\s?선택|목숨을?\s?끊|목을?\s?매(?:달|고|면|려|어)/u,
  /자해|손목을?\s?(?:그었|긋|그을|그어)|(?:옥상|다리|창문|한강)에서\s?(?:뛰어내리|떨어지고\s?싶|떨어질)|뛰어내리(?:고\s?싶|려|면|ㄹ까)|뛰어내릴/u,
  /살기\s?(?:가\s?)?(?:싫|힘들어\s?죽)|살고\s?싶지\s?않|살\s?(?:이유|의미|가치)(?:가|를)?\s?(?:없|모르)|더\s?(?:이상\s?)?살고?\s?(?:싶지|수)\s?(?:가\s?)?(?:않|없)|사라지고\s?싶|사라졌으면\s?좋겠|없어지고\s?싶|세상(?:을|에서)\s?(?:떠나고\s?싶|사라지고\s?싶|등지)/u,
  /(?:수면제|약)(?:을|를)?\s?(?:한꺼번에|왕창|다|많이)\s?(?:먹고|먹으면|털어)|유서(?:를|나)?\s?(?:쓰|썼|남)/u,
  /\b(?:kill\s+my\s?self|suicid(?:e|al)|want\s+to\s+die|end\s+my\s+life|self[-\s]?harm)\b/iu,
];

export function speaksOfSelfHarm(text: string): boolean {
  const literal = FIGURES_OF_SPEECH.reduce((rest, figure) => rest.replace(figure, ' '), text);
  return SELF_HARM.some((pattern) => pattern.test(literal));
}
