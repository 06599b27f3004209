// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/models/json_table_model.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace callfloor {

class DataTable;

/// Brings a list of people into a campaign: choose a file, look at what would become of its rows and which column is what, take it
/// in. Nothing is added before the last button; rows that are left out can be saved with the reason.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kLookAgain{400};

    /// Both outlive the dialog.
    ImportDialog(FloorSession &session, Scheduler &scheduler, CampaignId campaign, QWidget *parent = nullptr);

    /// Puts a file into the field.
    void setFile(const QString &path);

signals:
    /// Rows were added, or taken out again.
    void imported();

private:
    QWidget *buildFilePage();
    QWidget *buildPreviewPage();
    void buildMapping(const QJsonObject &import);
    void next();
    void browse();
    void begin(const QString &uploadId);
    void checkAgain();
    void run();
    void undo();
    void saveRejected();
    void fetchRejected(const QString &target, qint64 after);
    void take(const Result<QByteArray> &reply);
    void show(const QJsonObject &import);
    void lookAgain();
    void showProblem(const QString &text);
    void setBusy(bool busy);
    template <class Op>
    void send(const Op &op);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    CampaignId m_campaign;
    QString m_importId;
    QString m_state;
    QJsonObject m_shownMapping;
    QStackedWidget *m_pages;
    QLabel *m_problem;
    QLineEdit *m_file = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_region = nullptr;
    QSpinBox *m_priority = nullptr;
    QLabel *m_counts = nullptr;
    QProgressBar *m_progress = nullptr;
    QFormLayout *m_mapping = nullptr;
    QList<QPair<QString, QComboBox *>> m_columns; ///< By the column's name in the file.
    JsonTableModel m_rows;
    DataTable *m_sample = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace callfloor
