# 家長在問卷裡看到的話。

survey-invitation =
    { $school }請您填一份問卷：{ $title }

    { $about }

    不記名：答案加密保存，學校只看到彙總的數字。
survey-invitation-until = 請在 { $until } 前交上，每家一份。
survey-invitation-open = 每家一份。
survey-button-start = 開始填寫
survey-button-back = 上一題
survey-button-skip = 跳過
survey-button-leave = 不填了
survey-button-hand-in = 交上
survey-which-grade = 您家不止一個孩子。這份問卷只問一個孩子的情況，請選一個年級：
survey-place = 第 { $place } 題（共 { $count } 題）
survey-skipped = （跳過）
survey-review = 都填好了，還沒有交。您選的是：
survey-promise =
    保存什麼：您選的選項和孩子的年級，加密存放，問卷結束後才解開。不存姓名、聊天帳號和填寫時間。
    學校看到：全校和各年級的彙總數字，人數太少的年級不顯示。
    學校看不到：誰填了、誰沒填，以及任何一份單獨的答卷。
    也請您知道：您的點選和留言要經過 Telegram 傳送。我們不記錄哪份答案是您的，更不匯出、不給人看；但 Telegram 那邊的記錄，我們管不到。
survey-thanks = 已經交上，謝謝您！
survey-already = 您家已經交過這份問卷了，每家一份，謝謝您！
survey-left = 好的，先不填。剛才選的沒有保存。改主意了可以重新開始。
survey-help =
    您最近可能過得很不容易，請別一個人扛著。
    心理援助熱線：12356
    如果您或家人有危險，請馬上打 110 或 120。
survey-over = 這份問卷已經結束，不再收了。謝謝您惦記著。
survey-lost = 很抱歉，這份問卷出了故障，已經作廢，交過的答案也無法讀出。需要重做時，學校會再發一份。
survey-paused = 很抱歉，問卷現在交不了，請過一會兒再點一次。
survey-missing = 沒有找到這份問卷，可能已經刪除了。
survey-not-invited = 這份問卷是發給這所學校的家長的。如果您是家長，請先用班級邀請加入。
survey-comment-how = 請直接回覆這條訊息，不想說可以不回。這句話和剛才的選項分開保存；請不要寫姓名和班級。
survey-comment-mark = 〔問卷 { $wave }〕
survey-comment-taken = 收到了，謝謝您。這句話會匿名交給學校：留言夠多時打亂順序一起看，不夠多就不顯示。
survey-comment-repeated = 您家已經留過一句話了，每家一句，謝謝您！
survey-comment-too-long = 這段話太長了，請縮短一些，再回覆一次上一條訊息。
survey-comment-empty = 沒有看到文字。請直接回覆上一條訊息，用文字寫一句話；不想說可以不回。
survey-grade =
    { $grade ->
        [1] 一年級
        [2] 二年級
        [3] 三年級
        [4] 四年級
        [5] 五年級
        [6] 六年級
        [7] 初一
        [8] 初二
       *[9] 初三
    }
survey-school = 全校

# 結果、圖和匯出檔案。

survey-chart-suppressed = 人數不足，不顯示
survey-chart-row = { $group }（{ $count } 份）
survey-chart-note = { $date } 結束，共收到 { $responses } 份。不足 { $smallest } 份的年級不顯示；為防止倒推，有時多隱去一個年級。
survey-chart-few = { $date } 結束，收到的不足 { $smallest } 份，不顯示數字。
survey-sheet-results = 結果
survey-sheet-comments = 留言
survey-sheet-method = 說明
survey-column-wave = 問卷號
survey-column-group = 範圍
survey-column-n = 回答數
survey-column-question = 題目
survey-column-answer = 選項
survey-column-count = 份數
survey-column-share = 佔比
survey-column-low = 佔比下限
survey-column-high = 佔比上限
survey-column-suppressed = 隱去
survey-column-comment = 留言（順序已打亂，與答卷無關聯）
survey-column-item = 專案
survey-column-content = 內容
survey-yes = 是
survey-no = 否
survey-method-survey = 問卷
survey-method-version = 第 { $version } 版
survey-method-opened = 開始
survey-method-closed = 結束
survey-method-invited = 邀請家庭
survey-method-responses = 收到答卷
survey-method-few = 不足 { $smallest } 份
survey-method-counting = 怎麼算
survey-method-counting-text = 每家一份。佔比按回答了該題的份數計算，跳過的不算。佔比下限和上限是 95% 置信區間（Wilson 法）：同樣的情況再問一次，佔比大致落在這個範圍。兩個佔比的範圍有重疊時，差別可能只是偶然。
survey-method-hiding = 為什麼有的不顯示
survey-method-hiding-text = 不足 { $smallest } 份的年級不顯示。如果只隱去一個年級，用全校數字一減就能算出來，所以會同時再隱去一個。留言不足 { $smallest_text } 條時一條也不顯示。
survey-method-gad = GAD-2 合計
survey-method-gad-text = GAD-2 是公開的兩題篩查量表，合計 0 到 6 分，3 分及以上表示近兩週焦慮感受較多。它是篩查，不是診斷。
survey-gad2-question = GAD-2 合計（家長近兩週的焦慮感受，不是診斷）
survey-gad2-low = 0 到 2 分
survey-gad2-high = 3 分及以上

survey-comment-hint = 想說的話
