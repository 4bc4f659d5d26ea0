/** Owns the core commands in Urdu, roman and script: each becomes the English sentence that asks the same. */

const times: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}])(?:aa?j|آج)(?: (?:shaa?m|شام)) ?(?:ko|کو)?(?![\p{L}])/giu, ' this evening '],
  [/(?<![\p{L}])(?:aa?j|آج)(?: (?:raat|رات)) ?(?:ko|کو)?(?![\p{L}])/giu, ' tonight '],
  [/(?<![\p{L}])(?:aa?j|آج)(?: (?:ko|ke|ka|ki|کے|کا|کی))?(?![\p{L}])/giu, ' today '],
  [/(?<![\p{L}])(?:kal|کل)(?: (?:ko|ke|ka|ki|کے|کا|کی))?(?![\p{L}])/giu, ' tomorrow '],
  [/(?<![\p{L}])(?:parson|parso|پرسوں)(?: (?:ko|ke|ka|ki))?(?![\p{L}])/giu, ' day after tomorrow '],
  [/(?<![\p{L}])(?:roz(?:ana)?|har roz|روزانہ|ہر روز)(?![\p{L}])/giu, ' every day '],
  [/(?<![\p{L}])(?:har hafte|har hafta|ہر ہفتے)(?![\p{L}])/giu, ' every week '],
  [/(?<![\p{L}])(?:agle hafte|aglay haftay|اگلے ہفتے)(?![\p{L}])/giu, ' next week '],
  [/(?<![\p{L}])(?:subah|subha|صبح) (\d{1,2}) (?:baje|bajay|بجے)/giu, ' at $1 am '],
  [
    /(?<![\p{L}])(?:shaa?m|raat|dopeh?ar|شام|رات|دوپہر) (?:ko |کو )?(\d{1,2}) (?:baje|bajay|بجے)/giu,
    ' at $1 pm ',
  ],
  [/(\d{1,2}) (?:baje|bajay|بجے)/giu, ' at $1 '],
  [/(?<![\p{L}])(?:subah|subha|صبح)(?: (?:ko|کو))?(?![\p{L}])/giu, ' in the morning '],
  [/(?<![\p{L}])(?:shaa?m|شام)(?: (?:ko|کو))?(?![\p{L}])/giu, ' in the evening '],
  [/(?<![\p{L}])(?:peer|somwar|پیر|سوموار)(?: (?:ko|کو))(?![\p{L}])/giu, ' on monday '],
  [/(?<![\p{L}])(?:mangal|منگل)(?: (?:ko|کو))(?![\p{L}])/giu, ' on tuesday '],
  [/(?<![\p{L}])(?:budh|بدھ)(?: (?:ko|کو))(?![\p{L}])/giu, ' on wednesday '],
  [/(?<![\p{L}])(?:jumerat|jumeraat|جمعرات)(?: (?:ko|کو))(?![\p{L}])/giu, ' on thursday '],
  [/(?<![\p{L}])(?:juma|jumma|jume|جمعہ|جمعے)(?: (?:ko|کو))(?![\p{L}])/giu, ' on friday '],
  [/(?<![\p{L}])(?:hafte|ہفتہ|ہفتے)(?: (?:ko|کو))(?![\p{L}])/giu, ' on saturday '],
  [/(?<![\p{L}])(?:itwar|itwaar|اتوار)(?: (?:ko|کو))(?![\p{L}])/giu, ' on sunday '],
];

const polite = '(?: (?:do|dain|den|dein|dijiye|lo|jaye|plz|please|دو|دیں|دیجیے|لو))?';
const karo =
  '(?:kar(?:o|en|ain|ein|na|dou?| ?do| ?dain| ?den| ?lo)?|kijiye|kr do|kro|krdo|کرو|کریں|کر دو|کر دیں|کیجیے)';
const object = '(?:mujhe |mujhay |mjhe |meri list (?:mein|main|me) |مجھے |میری فہرست میں )?';

const commands: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `^${object}(?<x>.+?)(?: (?:ka|ki|ke|کا|کی|کے))? (?:yaa?d (?:dila(?:o|na|en|ain|do|dena)?|karwa(?:o|na)|rakhna)|یاد (?:دلاؤ|دلانا|دلائیں|دلا|کرواؤ|رکھنا))${polite}$`,
      'iu',
    ),
    'remind me to $<x>',
  ],
  [
    new RegExp(`^${object}yaa?d (?:dila(?:o|na|do)?|karwa(?:o|na))${polite} (?:ke |k |kay )?(?<x>.+)$`, 'iu'),
    'remind me to $<x>',
  ],
  [
    new RegExp(
      `^${object}(?<x>.+?)(?: (?:ko|کو))? (?:(?:meri |apni )?list (?:mein|main|me) )?(?:add|shamil|daa?l|likh|note|شامل|ایڈ|لکھ|نوٹ)(?: (?:${karo}))?${polite}$`,
      'iu',
    ),
    'add task $<x>',
  ],
  [/^(?:naya|nya|نیا) (?:kaa?m|task|کام):? (?<x>.+)$/iu, 'add task $<x>'],
  [
    new RegExp(
      `^${object}(?<x>.+?)(?: (?:ko|wala|wali|کو|والا|والی))? (?:(?:mukam+al|complete|khatam|done|poora|مکمل|ختم|پورا) ?(?:${karo}|ho ?ga?ya|hogaya|ho gai|ہو گیا|ہوگیا|ہو گئی|mark ${karo})|ho ?ga?ya(?: hai)?|kar ?li(?:ya|a)|ہو گیا(?: ہے)?|کر لیا(?: ہے)?)${polite}$`,
      'iu',
    ),
    'mark $<x> as done',
  ],
  [
    new RegExp(
      `^${object}(?<x>.+?)(?: (?:ko|wala|wali|کو|والا|والی))? (?:(?:delete|remove|hazf|حذف|ڈیلیٹ) ?${karo}|hata(?:o|do| ?do| ?dain)?|mita(?:o|do| ?do)?|nikaa?l(?:o| do)?|ہٹاؤ|ہٹا|مٹاؤ|مٹا|نکالو)${polite}$`,
      'iu',
    ),
    'delete the task $<x>',
  ],
  [
    new RegExp(
      `^(?<x>.*?)(?:(?:mer[eiay]+|میرے|میری|sa(?:re|b)|تمام|سب) )*(?<y>.*?)(?:kaa?m|tasks?|lists?|fehrist|کام|فہرست|لسٹ|ٹاسک)(?: (?:ki list|list))? (?:dikh(?:a|ao|ana|ain|ado|lao)|bata(?:o|ain|en|do)?|suna(?:o)?|kya (?:hain?|he)|kon ?s[aey]+ (?:hain?|he)|دکھاؤ|دکھائیں|بتاؤ|بتائیں|کیا ہیں|کیا ہے|سناؤ)${polite}$`,
      'iu',
    ),
    'show my tasks $<x> $<y>',
  ],
  [
    /^(?<x>.*?)(?:mujhe |mujhay |مجھے )?(?:kya (?:karna|krna) (?:hai|he)|کیا کرنا ہے)$/iu,
    'show my tasks $<x>',
  ],
  [/^(?:wapis|wapas|واپس) (?:karo|kar do|lo|کرو|کر دو)$/iu, 'undo that'],
];

const script = /\p{Script=Arabic}/u;

/** `null` where the text is no Urdu command. */
export function englishOf(text: string): string | null {
  const said = text
    .trim()
    .replace(/[.!?۔؟]+$/u, '')
    .replace(/\s+/g, ' ');
  for (const [pattern, english] of commands) {
    if (!pattern.test(said)) continue;
    const adds = /^(?:remind|add) /.test(english);
    return times
      .reduce(
        (sentence, [words, time]) =>
          // Of a new task the grammar reads the script itself: "کل رقم" is no day.
          sentence.replace(words, (found) =>
            adds && script.test(found) ? found : found.replace(words, time),
          ),
        said.replace(pattern, english),
      )
      .replace(/\s+/g, ' ')
      .trim();
  }
  return null;
}
