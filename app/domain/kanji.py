"""Old and variant forms of kanji, each with the form that is searched in its place."""

#: The form of today, then what is folded into it. Most are the forms in brackets in the table of Jōyō kanji
#: (常用漢字表, Cabinet notification 2 of 2010), and the kanji for names (戸籍法施行規則別表第二); the rest are usual in
#: names of persons and places, or simplified forms of JIS X 0208. Where several kanji of old became one (弁: 辨瓣辯),
#: all find each other. What Unicode itself calls a compatibility ideograph (福 as U+FA1B) needs no entry.
#: The register keeps foldings: whoever adds a form adds a migration that folds anew.
_FORMS = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 稲稻 飲飮 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻
奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 缶罐 巻卷 陥陷 勧勸 寛寬
関關 歓歡 観觀 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕鄉 暁曉 区區 駆驅 勲勳 薫薰
径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 研硏 県縣 倹儉 剣劍劔劒 険險 圏圈 検檢 献獻
権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛砿礦 号號 国國圀 黒黑 砕碎 済濟 斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘
賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 叙敍敘 奨奬獎 将將
称稱 焼燒 証證 条條 状狀 乗乘 浄淨 剰剩 畳疊疉 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹
酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛濳 繊纖 禅禪 双雙 壮壯
争爭 荘莊 捜搜 挿插揷 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺
滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵鐡 点點
転轉 伝傳 灯燈 当當 党黨 盗盜 闘鬪鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔
蛮蠻 秘祕 浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊邉 変變 弁辨瓣辯 歩步 宝寶 豊豐 褒襃 翻飜 万萬 満滿 麺麵 黙默
弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵
霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 楼樓 録錄 湾灣 毎每 清淸 青靑 産產 税稅 説說 脱脫 閲閱 鋭銳 悦悅 彦彥
顔顏 強强 冊册 姫姬 緒緖 郎郞 俱倶 剝剥 叱𠮟 填塡 頬頰 嘘噓 妍姸 巌巖 尭堯 瑶瑤 禰祢 穣穰 稟禀 萌萠 蒋蔣 遥遙
槙槇 檜桧 祷禱 竃竈 篭籠 聡聰 莱萊 薮藪 蝋蠟 醤醬 鴎鷗 鹸鹼 麹麴 亘亙 凜凛 晃晄 昂昻 涛濤 潅灌 焔焰 溌潑 涜瀆
鯵鰺 騨驒 掴摑 撹攪 噛嚙 顛顚 箪簞 繋繫 繍繡 屡屢 靭靱 嚢囊 諌諫 迩邇 壷壺 侭儘 賎賤 芦蘆 砺礪 蛎蠣 喩喻 高髙
崎﨑嵜 吉𠮷 島嶋嶌 峰峯 富冨 館舘 船舩 柳栁 土𡈽 野埜 淵渕 桑桒 梅楳 隣鄰 群羣 涼凉 裏裡 秋龝 昭炤 松枩 橋槗
角⻆ 舎舍 藤籐 衆眾 卒卆 協恊 喜㐂
"""


def _table() -> dict[int, int]:
    table: dict[int, int] = {}
    for forms in _FORMS.split():
        table |= dict.fromkeys(map(ord, forms[1:]), ord(forms[0]))
    return table


#: For `str.translate`: each old or variant form, and the form searched in its place.
TODAYS_FORM = _table()
